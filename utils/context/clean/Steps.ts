/** Work in steps, none of them long: each yields how much text it went through, in UTF-16 units, and other work may come before the next. */
export type Steps<Value> = Generator<number, Value, undefined>;

/** Does all steps at once. */
export function finish<Value>(steps: Steps<Value>): Value {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
