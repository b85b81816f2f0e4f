/** What a member means, where the type that it stands in does not say so itself. */
export const WORDS: Readonly<Record<string, string>> = {};

/** The parts of the interface, by the first segment of their paths. */
export const TAGS: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'assessment', description: 'Who the person is, what they need, and to whom the council hands their plan' },
  {
    name: 'care-plan',
    description: 'The plan: drafted, proposed, published, followed and corrected; copies and daily records',
  },
  { name: 'risk', description: 'Risks weighed with the person, and restrictions' },
  {
    name: 'review',
    description: 'What is due and by when, the reviews that are held, and who is trained for the work',
  },
  { name: 'consent', description: 'Who agreed to what, who may see what, and what was shown to whom' },
  { name: 'cpa', description: 'Levels, co-ordinators, contact and regions of the Care Programme Approach' },
  { name: 'audit', description: 'What the record says of itself, over all services' },
];
