/** Whether two hashes of secrets are the same; how long that takes does not tell where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < other.length; at++) difference |= one.charCodeAt(at % one.length) ^ other.charCodeAt(at);
  return difference === 0;
}
