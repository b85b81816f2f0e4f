/**
 * A published contract as a class: its type as a static member, and its data as fields. From it come the TypeScript types, the
 * JSON Schema, the AsyncAPI document, the producer's validator and the lock (architecture §8).
 */
export interface ContractClass<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly name: string;
  new (): Data;
}

const SEALED = new WeakMap<object, Set<string>>();

/**
 * Marks a member that travels under the person's key. All others travel in the clear: ids, version and notice numbers, instants,
 * salted hashes, and codes that tell nothing of health, consent, capacity or level.
 */
export function Sealed(): PropertyDecorator {
  return (prototype, name) => {
    const members = SEALED.get(prototype) ?? new Set<string>();
    SEALED.set(prototype, members.add(String(name)));
  };
}

/** The sealed members of a contract, those of the classes that it extends included. */
export function sealedMembers(of: ContractClass): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at: unknown = of.prototype; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at))
    for (const name of SEALED.get(at) ?? []) found.add(name);
  return found;
}
