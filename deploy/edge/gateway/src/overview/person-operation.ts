import type { ComposedRoute } from '../composed-route.js';
import { COUNTS, instant, MISSING, text, texts, uuid, WORK_ITEM } from './overview-shapes.js';

const list = (items: object, description: string): object => ({ type: 'array', items, description });
const of = (properties: Readonly<Record<string, object>>, ...required: readonly string[]): ComposedRoute['answer'] => ({
  type: 'object',
  required,
  properties,
});
const schema = (name: string, description: string): object => ({ $ref: `#/components/schemas/${name}`, description });
const nullable = (description: string): object => ({ anyOf: [{ type: 'string' }, { type: 'null' }], description });
const whole = (number: string): object => ({ type: 'integer', minimum: 0, description: number });
const WITHHELD = {
  anyOf: [
    { type: 'string', enum: ['whole'] },
    { type: 'array', items: { type: 'string' } },
  ],
  description: 'Actions that are not carried out, because consent to them was withdrawn',
};

const SHEET = of({
  status: text('Whether the person is registered, or has died'),
  name: schema('AssessmentName', 'What the person is called'),
  dateOfBirth: { type: 'string', format: 'date', description: 'When they were born' },
  age: whole('How old they are'),
  dateOfDeath: text('When they died'),
  firstLanguage: text('Their first language'),
  communication: schema('AssessmentCommunicationNeeds', 'How to talk with them'),
  groups: texts('Their care groups'),
});
const CARE_TEAM = of(
  {
    episodeId: uuid('The stretch of service'),
    providerId: text('The organisation that serves the person'),
    serviceId: text('The service of that organisation'),
    state: text('How far the service has come'),
    keyworkerId: text('The member of staff who is the person’s keyworker'),
    keyworkerName: text('What they are called, where the caller may know'),
    members: list(
      of(
        {
          userId: text('A member of staff'),
          purposes: texts('For what'),
          supervisedBy: text('Who supervises them'),
          newStaff: {
            type: 'boolean',
            description: 'Whether they are new; absent where it follows from their training',
          },
          name: text('What they are called, where the caller may know'),
        },
        'userId',
        'purposes',
      ),
      'The care team',
    ),
  },
  'episodeId',
);
const COORDINATOR = of(
  {
    id: uuid('The CPA case'),
    coordinatorId: nullable('The care co-ordinator; null where nobody is named'),
    coordinatorName: text('What they are called, where the caller may know'),
    teamId: text('The team that has the case'),
    organisationId: nullable('The organisation of that team'),
    state: text('How the case stands'),
    level: nullable('The level of the Care Programme Approach'),
    levelSince: text('Since when that level holds'),
  },
  'id',
);
const PLAN = of(
  {
    id: uuid('The plan'),
    planKind: text('Of which kind it is'),
    organisationId: text('The organisation that holds it'),
    episodeId: uuid('The stretch of service that it is for'),
    state: text('How it stands'),
    versionNo: whole('The version in force; absent where there is none'),
    effectiveFrom: instant('From when that version holds'),
    publishedAt: instant('When it was published'),
    banner: text('What every reader must see first'),
    withheld: WITHHELD,
    nextReviewBy: { type: 'string', format: 'date', description: 'By when it says that it is reviewed' },
  },
  'id',
  'state',
);
const CONSENT = of(
  {
    planId: uuid('The plan'),
    state: text('Whether consent to its care is given'),
    versionNo: whole('The version that it was given to'),
    withdrawn: { ...WITHHELD, description: 'Actions to which consent was withdrawn' },
    basis: text('On what care rests under a provisional plan'),
  },
  'planId',
);
const RISK = of(
  {
    riskId: uuid('The risk assessment'),
    planId: uuid('The plan that it is for'),
    domain: text('What the risk is about'),
    state: text('How the assessment stands'),
    conclusion: nullable('What was concluded'),
    version: whole('The version that was concluded'),
  },
  'riskId',
);
const RESTRICTION = of(
  {
    id: uuid('The restriction'),
    state: text('How it stands'),
    measure: text('What is restricted'),
    unauthorised: { type: 'boolean', description: 'Whether it is without authority now' },
  },
  'id',
);

/** What stands at the head of everything about a person, as a row of the table of routes. */
export const PERSON_OVERVIEW: ComposedRoute = {
  method: 'GET',
  path: '/overview/persons/:personId',
  operationId: 'getPersonOverview',
  summary: 'A person over all services: who is responsible, plans, consent, risks, next dates and open work',
  capability: 'readPerson',
  query: [],
  answer: of(
    {
      personId: uuid('The person'),
      asOf: instant('The instant that it is about'),
      person: { ...SHEET, description: 'The head of their sheet' },
      careTeams: list(CARE_TEAM, 'Who serves them now; absent where the caller’s role sees none'),
      coordinators: list(
        COORDINATOR,
        'Open CPA cases, with who co-ordinates them; absent where the caller’s role sees none',
      ),
      plans: list(PLAN, 'Plans that are not closed; absent where the caller’s role sees none'),
      consent: list(CONSENT, 'Consent to the care of those plans; absent where the plans are'),
      risks: list(RISK, 'Risk assessments that are not closed; absent where the caller’s role sees none'),
      restrictions: list(RESTRICTION, 'Restrictions that have not ended; absent where the caller’s role sees none'),
      nextDates: list(WORK_ITEM, 'The five dates that come first, or are overdue'),
      work: {
        ...of(
          {
            items: list(WORK_ITEM, 'The most urgent, at most twenty'),
            counts: { ...COUNTS, description: 'Of all that there is to do about the person, as the caller sees it' },
          },
          'items',
          'counts',
        ),
        description: 'What there is to do about the person',
      },
      missing: MISSING,
    },
    'personId',
    'asOf',
    'nextDates',
    'work',
    'missing',
  ),
};
