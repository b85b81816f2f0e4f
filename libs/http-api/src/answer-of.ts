/** The members of an answer; those that may be undefined are optional. */
export type Answered<Members> = {
  readonly [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name];
} & {
  readonly [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<
    Members[Name],
    undefined
  >;
};

/**
 * An answer without its absent members. Its type is that of the members given: the OpenAPI document describes the answer by it, so
 * a function that answers declares no type of its own.
 */
export function answerOf<Members extends object>(members: Members): Answered<Members> {
  // What is left out here is what the type makes optional.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Answered<Members>;
}
