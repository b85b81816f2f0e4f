/** A value that may travel in a contract. */
export type ContractJson =
  string | number | boolean | null | readonly ContractJson[] | { readonly [member: string]: ContractJson };

/** A contract's two parts: in the clear, and under the person's key (architecture §8). */
export type Shape<Clear, Sealed = unknown> = { readonly clear: Clear; readonly sealed: Sealed };

/** No member in the clear: the subject and the type say all that may be seen. */
export type Nothing = Readonly<Record<never, never>>;
