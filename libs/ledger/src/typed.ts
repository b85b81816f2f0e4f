/**
 * The one cast of the library: an object that is built or parsed member by member, by the type that its caller's signature names.
 * TypeScript does not follow members to a generic type; each caller says why they fit.
 */
export function typed<T extends object>(value: object): T {
  return value as T;
}
