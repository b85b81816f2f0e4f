/**
 * What was kept under a name, by the type of whatever folded it: the state of a stream, the facts of a subject. TypeScript cannot
 * follow a name to a type, so this one cast stands for all of them; nothing else writes under the name.
 */
export function keptAs<T>(kept: unknown): T {
  return kept as T;
}
