/** What an input of a section is for. `path` says where its words stand in the section or in the item. */
export interface MemberShape {
  readonly path: string;
  readonly kind: 'words' | 'line' | 'date' | 'time' | 'need' | 'needs';
}

/** A section as people write it: one text, some questions, or a list of things. */
export type SectionShape =
  | { readonly section: string; readonly kind: 'text' }
  | { readonly section: string; readonly kind: 'object'; readonly members: readonly MemberShape[] }
  | {
      readonly section: string;
      readonly kind: 'list';
      /** The member that holds an item’s own id. */
      readonly id: string;
      readonly members: readonly MemberShape[];
    };

const words = (path: string): MemberShape => ({ path, kind: 'words' });
const line = (path: string): MemberShape => ({ path, kind: 'line' });
const day = (path: string): MemberShape => ({ path, kind: 'date' });

export const TOPICS = [
  'wakingAndRising',
  'morning',
  'meals',
  'afternoon',
  'evening',
  'bedtime',
  'hygiene',
  'medicationAndHealth',
  'activitiesAndPeople',
  'likesAndDislikes',
] as const;

/** Sections in the order of the page: the person’s own words first. */
export const SECTIONS: readonly SectionShape[] = [
  { section: 'personsView', kind: 'text' },
  { section: 'whatMatters', kind: 'text' },
  { section: 'profile', kind: 'object', members: [words('penPicture'), words('howToSupport')] },
  { section: 'needs', kind: 'list', id: 'needId', members: [words('text')] },
  { section: 'strengths', kind: 'list', id: 'strengthId', members: [words('text'), words('howUsed')] },
  {
    section: 'outcomes',
    kind: 'list',
    id: 'outcomeId',
    members: [words('statement'), words('steps/0/what'), line('steps/0/responsible')],
  },
  {
    section: 'goals',
    kind: 'list',
    id: 'goalId',
    members: [
      words('statement'),
      words('method'),
      day('target'),
      line('owner'),
      day('agreedOn'),
      { path: 'needId', kind: 'need' },
    ],
  },
  {
    section: 'actions',
    kind: 'list',
    id: 'actionId',
    members: [
      line('what'),
      words('how'),
      line('when'),
      line('where'),
      line('responsible'),
      { path: 'needIds', kind: 'needs' },
    ],
  },
  { section: 'preferences', kind: 'object', members: TOPICS.map((topic) => words(`topics/${topic}/content`)) },
  {
    section: 'routines',
    kind: 'list',
    id: 'routineId',
    members: [line('what'), { path: 'start', kind: 'time' }, { path: 'end', kind: 'time' }],
  },
  {
    section: 'lifeDomains',
    kind: 'object',
    members: ['health', 'mentalHealth', 'social', 'family', 'culture', 'spirituality'].map(words),
  },
  { section: 'responsibilities', kind: 'object', members: [words('service'), words('limits')] },
  {
    section: 'contingency',
    kind: 'object',
    members: [words('earlySigns'), words('copingStrategies'), words('whoToContact'), words('crisisPlan')],
  },
  {
    section: 'allergies',
    kind: 'list',
    id: 'allergyId',
    members: [line('substance'), words('reaction'), line('severity')],
  },
];

export type ListSection = Extract<SectionShape, { readonly kind: 'list' }>;

/** An input’s name: of a path, what may stand in an id of HTML. */
export const inputOf = ({ path }: MemberShape): string => path.replaceAll('/', '-');

/** Sections in which a refusal of a proposal is put right. */
export const SECTION_OF_CODE: Readonly<Record<string, string>> = {
  PERSONS_VIEW_REQUIRED: 'personsView',
  WHAT_MATTERS_REQUIRED: 'whatMatters',
  NEEDS_EMPTY: 'needs',
  NEED_UNADDRESSED: 'actions',
  ACTION_INCOMPLETE: 'actions',
  RESPONSIBLE_REQUIRED: 'actions',
  GUIDELINE_REQUIRED: 'actions',
  GOAL_NOT_AGREED: 'goals',
  GOAL_METHOD_REQUIRED: 'goals',
  TIMESCALE_INVALID: 'goals',
  STEP_REQUIRED: 'outcomes',
  PREFERENCE_TOPIC_BLANK: 'preferences',
  PREFERENCE_UNADDRESSED: 'preferences',
  DOMAIN_MISSING: 'lifeDomains',
  RESPONSIBILITIES_REQUIRED: 'responsibilities',
  LIMITS_REQUIRED: 'responsibilities',
  CONTINGENCY_REQUIRED: 'contingency',
  CRISIS_PLAN_REQUIRED: 'contingency',
};
