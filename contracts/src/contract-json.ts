/** A value that may travel in a contract. */
export type ContractJson =
  string | number | boolean | null | readonly ContractJson[] | { readonly [member: string]: ContractJson };
