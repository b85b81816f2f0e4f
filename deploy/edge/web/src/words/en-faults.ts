/** What is wrong with one field, by the API's word for the rule. */
export const faultsInEnglish = {
  required: () => 'Fill this in',
  empty: () => 'Fill this in',
  unknown: () => 'This does not belong here',
  type: () => 'Write this in another way',
  format: () => 'Check this: it is not in the form that it must have',
  oneOf: () => 'Choose one of these',
  minLength: (limit: number | undefined) => `Write at least ${limit ?? 'a few'} characters`,
  maxLength: (limit: number | undefined) => `Write at most ${limit ?? 'fewer'} characters`,
  minItems: (limit: number | undefined) => `Give at least ${limit ?? 'one'}`,
  maxItems: (limit: number | undefined) => `Give at most ${limit ?? 'fewer'}`,
  minimum: (limit: number | undefined) => `Give a number of at least ${limit ?? 'more'}`,
  maximum: (limit: number | undefined) => `Give a number of at most ${limit ?? 'less'}`,
  unique: () => 'This is there already',
  notAllowed: () => 'Leave this out, or change what you said beside it',
  conflict: () => 'This does not agree with something else that you said',
  tooEarly: () => 'Give a later date',
  tooLate: () => 'Give an earlier date',
};

export type FaultWords = typeof faultsInEnglish;
