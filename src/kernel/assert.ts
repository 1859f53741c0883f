/** Two ways to say "this cannot happen": never for what an adversary can cause, only for our own mistakes. */

/** Throws unless `condition` holds; the message says expected, found, where. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

/** The default branch of an exhaustive switch: a compile error while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`invariant broken: unexpected case ${JSON.stringify(value)}`);
}
