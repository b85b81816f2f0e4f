/** Stands for people of whom the caller may see nothing: the council knows. */
export const MAY_ALREADY_BE_KNOWN = 'mayAlreadyBeKnown';

/** Who a person who is registered may be taken for. */
export type Distinction = {
  /** People who are somebody else, by id; `mayAlreadyBeKnown` for those whom whoever registers may not see. */
  readonly notSameAs?: readonly string[];
  readonly reason?: string;
};

export type ToldApart = { readonly notSameAs: readonly string[]; readonly reason: string };

export type DistinguishPerson = {
  readonly type: 'DistinguishPerson';
  readonly notSameAs: readonly string[];
  readonly reason?: string;
};

/** People who were said to be somebody else, by id. */
export function apartFrom(
  { notSameAs = [] }: { readonly notSameAs?: readonly string[] },
  others: readonly string[],
): readonly string[] {
  return [...new Set([...notSameAs, ...others.filter((one) => one !== MAY_ALREADY_BE_KNOWN)])].sort();
}
