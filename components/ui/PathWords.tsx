/** A path, which breaks after its slashes where its line is too short. */
export function PathWords({ path }: { path: string }) {
  return <>{path.split(/(?<=\/)/).flatMap((part, at) => [part, <wbr key={at} />])}</>;
}
