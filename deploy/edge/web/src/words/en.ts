import { faultsInEnglish, type FaultWords } from './en-faults.js';
import type { Place } from '../shell/places.js';
import { refusalsInEnglish, type RefusalCatalogue } from './en-refusals.js';

const shell = {
  product: 'Carethread',
  skip: 'Skip to main content',
  menu: 'Menu',
  signIn: 'Sign in',
  signOut: 'Sign out',
  changeRole: 'Change role',
  you: 'About you',
  places: 'Main pages',
  thisPerson: 'Pages about this person',
  back: 'Back',
  help: 'Help',
  accessibility: 'Accessibility',
  privacy: 'Privacy',
  otherLanguage: 'Cymraeg',
  footer: 'Help and language',
  everyLook: 'Every look at a person’s record is kept, and the person can see it.',
  draftTranslation: '',
  synthetic: 'Demo with invented people',
  late: 'Your change is saved. It may take a moment to show.',
  kept: 'These are your words from earlier. They have not been sent.',
  discard: 'Clear them',
  problem: 'There is a problem',
  errorBefore: 'Error: ',
  keeping: {
    saved: 'Saved %{time}, not sent yet',
    failed: 'Your words could not be kept just now. Send the form to save them.',
  },
  idle: {
    title: 'Are you still there?',
    left: { one: 'You will be signed out in %{count} minute.', other: 'You will be signed out in %{count} minutes.' },
    kept: 'What you have typed into a long form is kept for you for 7 days.',
    stay: 'Stay signed in',
  },
  later: 'Save and come back later',
  saved: 'Saved',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  purpose: 'Why you look',
  changePurpose: 'Change',
  missing: (services: readonly string[]) => `Some things could not be shown. Not answering: ${services.join(', ')}.`,
};

const bar = {
  label: 'Person',
  born: 'Born',
  about: 'about',
  known: (preferred: string) => `Likes to be called ${preferred}`,
  allergic: 'Allergic to',
  noAllergies: 'No allergies recorded',
  communicates: 'How to communicate',
  died: (on: string) => `Died on ${on}`,
};

const errors = {
  notFound: 'Page not found',
  notFoundText: 'The record does not exist, or you do not have access to it.',
  mayNot: 'You can not do this',
  mayNotText: 'Your role does not include this page.',
  mayNotWho: 'Who can:',
  broken: 'Sorry, there is a problem',
  brokenText: 'Something broke on our side. Nothing that you saved is lost. Try again in a moment.',
  away: 'Sorry, this is not available at the moment',
  awayText: 'Part of the record does not answer. Try again in a moment.',
  busy: 'Please wait a moment',
  busyText: 'There were too many requests. Wait a moment, then load the page again.',
  signedOut: 'You are signed out',
  signedOutText: 'Sign in again. What you wrote has been kept for you.',
  purpose: 'Say why you look at this record',
  reference: 'Reference',
  unexpected: 'This could not be saved. Tell us the reference below if it happens again',
};

const merge = {
  title: 'Somebody else changed this too',
  lead: 'Choose what to keep. Nothing is saved until you do.',
  theirs: 'Theirs',
  mine: 'Yours',
  both: 'Both, joined together',
  changed: 'What is different',
  save: 'Save my choice',
};

const places: Readonly<Record<Place, string>> = {
  '/today': 'Today',
  '/shift': 'My shift',
  '/caseload': 'Caseload',
  '/me': 'My plan',
  '/find': 'Find a person',
  '/overdue': 'Overdue',
  '/handovers': 'Handovers',
  '/handover': 'Shift handover',
  '/sign': 'To sign',
  '/services': 'Services',
  '/changes': 'Changes',
  '/inspect': 'Inspect',
  '/data': 'Data requests',
  '/notices': 'Notices',
  '/admin/organisations': 'Organisations',
};

/** Roles as the header says them. */
const roles = {
  AS: 'assessor',
  KW: 'keyworker',
  CS: 'care staff',
  NC: 'support staff',
  SM: 'service manager',
  RM: 'registered manager',
  CC: 'care co-ordinator',
  TM: 'team manager',
  OP: 'other professional',
  PE: 'person',
  CA: 'carer or representative',
  LR: 'legal representative',
  AD: 'advocate',
  AU: 'auditor',
  DP: 'data protection officer',
  RI: 'inspector',
  DW: 'DWP decision maker',
  RX: 'records manager',
  PA: 'platform administrator',
  SY: 'provider’s system',
};

const planStates = {
  none: 'No plan yet',
  draft: 'Draft',
  provisional: 'Provisional',
  active: 'In force',
  suspended: 'On hold',
  closed: 'Closed',
  inForce: 'In force',
  overtaken: 'Replaced',
  superseded: 'Replaced',
  upcoming: 'Starts later',
};

const planKinds = {
  localAuthority: 'Care and support plan of the council',
  provider: 'Care and support plan',
  cpa: 'CPA care plan',
};

const due = {
  late: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} late`,
  today: 'due today',
  tomorrow: 'due tomorrow',
  inDays: (days: number) => `due in ${days} days`,
  on: (day: string) => `due ${day}`,
};

/** Everything that more than one page says. */
export interface SharedWords {
  readonly shell: typeof shell;
  readonly bar: typeof bar;
  readonly errors: typeof errors;
  readonly merge: typeof merge;
  readonly places: typeof places;
  readonly roles: typeof roles;
  readonly planStates: typeof planStates;
  readonly planKinds: typeof planKinds;
  readonly due: typeof due;
  readonly faults: FaultWords;
  readonly refusals: RefusalCatalogue;
  /** Titles of work by its kind, where a page says them in other words than the API. */
  readonly work: Readonly<Record<string, string>>;
  readonly somethingToDo: string;
  /** What a page calls a person whose name it does not know. */
  readonly thePerson: string;
  readonly and: string;
}

export const en: SharedWords = {
  shell,
  bar,
  errors,
  merge,
  places,
  roles,
  planStates,
  planKinds,
  due,
  faults: faultsInEnglish,
  refusals: refusalsInEnglish,
  work: {
    firstPlanningMeeting: 'First planning meeting',
    monthlyCheck: 'Monthly check',
    formalReview: 'Formal review',
    review: 'Review of the plan',
    personalPlan: 'Publish the personal plan',
    urgentConsentReview: 'Urgent review: consent withdrawn',
  },
  somethingToDo: 'Something to do',
  thePerson: 'the person',
  and: 'and',
};
