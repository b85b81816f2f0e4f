import { CPA_LEVELS } from '@carethread/contracts';
import { asked, codes, NARROWED_BY } from '@carethread/http-api';
import type { ComposedRoute } from '../composed-route.js';
import { instant, MISSING, text, uuid } from './overview-shapes.js';

const LIMIT = {
  type: 'integer',
  minimum: 1,
  maximum: 200,
  description: 'At most so many items; 50 by default',
} as const;
const AFTER = { type: 'string', description: 'The `next` of the page before' } as const;
const narrowing = Object.entries(NARROWED_BY).map(([name, form]) => asked(name, form));
const paging = [asked('after', AFTER), asked('limit', LIMIT)];

const itemsOf = (operation: string, description: string): object => ({
  type: 'array',
  items: { $ref: `#/components/schemas/${operation}` },
  description,
});
const whole = (description: string): object => ({ type: 'integer', minimum: 0, description });
const page = (items: Readonly<Record<string, object>>, description: string): ComposedRoute['answer'] => ({
  type: 'object',
  required: ['items', 'asOf', 'missing'],
  properties: {
    items: {
      type: 'array',
      items: { type: 'object', required: ['personId'], properties: { personId: uuid('The person'), ...items } },
      description,
    },
    next: text('Send it as `after`; absent on the last page'),
    asOf: instant('The instant against which late is judged'),
    missing: MISSING,
  },
});
const named = (name: string, description: string): object => ({ $ref: `#/components/schemas/${name}`, description });

const PERSON = {
  status: text('Whether the person is registered, or has died'),
  name: named('AssessmentName', 'What the person is called'),
  dateOfBirth: { type: 'string', format: 'date', description: 'When they were born' },
  birth: { type: 'object', description: 'When they were born, where the day is not known' },
  dateOfDeath: text('When they died'),
  plans: itemsOf('CarePlanPlanLine', 'Their plans that are not closed, and whether the caller has read them'),
  consents: itemsOf('ConsentConsentLine', 'How consent to their care stands, under each plan'),
  next: {
    type: 'object',
    required: ['kind', 'dueAt', 'planId'],
    properties: { kind: text('Of which kind it is'), dueAt: instant('By when'), planId: uuid('Under which plan') },
    description: 'What falls due next',
  },
  late: whole('How much is late'),
  open: whole('How much is owed, late or not'),
};
const CASE = {
  id: uuid('The case'),
  name: named('AssessmentName', 'What the person is called'),
  state: text('How the case stands'),
  coordinatorId: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'The co-ordinator in office' },
  interim: { type: 'boolean', description: 'Whether the co-ordinator is in office until another is named' },
  teamId: text('The team that has the case'),
  organisationId: text('The organisation that has the case'),
  regionCode: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'The region under whose scheme it is' },
  level: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'The level of care' },
  levelSince: instant('Since when'),
  lapses: whole('How often in a row contact that was due was not made'),
  lastContact: { type: 'object', description: 'The last contact: when, and what came of it' },
  nextContactBy: instant('By when contact is due next'),
  review: { type: 'object', description: 'From when, and by when, the next review is due' },
};

/** The lists of people that the gateway composes, as rows of the table of routes. */
export const PEOPLE_OVERVIEWS: readonly ComposedRoute[] = [
  {
    method: 'GET',
    path: '/overview/people',
    operationId: 'listPeople',
    summary: 'The caller’s people, with how their plans, consent and dates stand: one call to each service',
    capability: 'readPerson',
    query: [...narrowing, asked('status', codes('registered', 'deceased')), ...paging],
    answer: page(PERSON, 'Those who have had a record longest first'),
  },
  {
    method: 'GET',
    path: '/overview/caseload',
    operationId: 'listCaseload',
    summary:
      'The CPA cases of the caller, their team or their organisation: whom contact is due with first comes first',
    capability: 'readCpaCase',
    query: [
      ...narrowing,
      asked('state', codes('open', 'active', 'dischargePlanned')),
      asked('regionCode', { type: 'string' }),
      asked('level', codes(...CPA_LEVELS)),
      asked('coordinatorId', { type: 'string', format: 'uuid', description: 'Who co-ordinates it' }),
      asked('lapsed', codes('true', 'false')),
      ...paging,
    ],
    answer: page(CASE, 'Cases that are open, by when contact is due'),
  },
];
