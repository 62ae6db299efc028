/** Whether two times of GitLab's are the same: GraphQL tells whole seconds, REST milliseconds. */
export function isSameTime(one: string, other: string): boolean {
  const [seconds, otherSeconds] = [one, other].map((time) => Math.floor(Date.parse(time) / 1000));
  return one === other || seconds === otherSeconds;
}
