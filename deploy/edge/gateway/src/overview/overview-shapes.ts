import { DUE } from '@carethread/http-api';
import { ESCALATION_STEPS, ROLES, TASK_PRIORITIES } from '@carethread/contracts';
import { WORK_TYPES } from './work-item.js';

/** What the answers of overviews have in common, as JSON Schema. */
export const text = (description: string): object => ({ type: 'string', description });
export const uuid = (description: string): object => ({ type: 'string', format: 'uuid', description });
export const instant = (description: string): object => ({ type: 'string', format: 'date-time', description });
export const texts = (description: string): object => ({ type: 'array', items: { type: 'string' }, description });
const count = (description: string): object => ({ type: 'integer', minimum: 0, description });

const DUE_WORDS = {
  overdue: 'Due before the instant of the first page',
  today: 'Due later on that day, in local time',
  week: 'Due within the seven days after it',
  later: 'Due after those',
  none: 'Without a date',
};
export const COUNTED = {
  total: count('How many items there are'),
  due: {
    type: 'object',
    required: DUE,
    properties: Object.fromEntries(DUE.map((due) => [due, count(DUE_WORDS[due])])),
    description: 'How many are due when',
  },
  kinds: {
    type: 'object',
    additionalProperties: count('How many of that kind'),
    description: 'How many of each kind; a kind of which there is nothing is absent',
  },
};
export const COUNTS = { type: 'object', required: Object.keys(COUNTED), properties: COUNTED };
export const MISSING = {
  type: 'array',
  items: { type: 'string' },
  description:
    'Services that did not answer, by the first segment of their paths: what they have is not in this answer',
};
export const WORK_ITEM = {
  type: 'object',
  required: ['service', 'type', 'kind', 'title', 'id', 'state', 'href', 'due'],
  properties: {
    service: text('The service that has it, by the first segment of its paths'),
    type: { type: 'string', enum: WORK_TYPES, description: 'Of which list it is' },
    kind: text('Of which kind it is'),
    title: {
      anyOf: [{ type: 'string' }, { type: 'null' }],
      description: 'What is to do, in words without anything personal; null of a kind that is no longer raised',
    },
    id: uuid('What names it in its service'),
    personId: uuid('The person whom it is about, if anybody'),
    forRole: { type: 'string', enum: Object.keys(ROLES), description: 'The role that it is for' },
    dueAt: instant('By when it is to be done'),
    since: instant('Since when it is owed'),
    priority: { type: 'string', enum: TASK_PRIORITIES, description: 'How urgent it is' },
    state: text('How it stands'),
    href: text('The path that reads it'),
    due: { type: 'string', enum: DUE, description: 'When it is due, judged against the instant of the first page' },
    deputising: {
      type: 'object',
      required: ['until'],
      properties: { until: instant('The last instant of it') },
      description: 'It is here because whoever has it is away',
    },
    reassigned: {
      type: 'object',
      required: ['because', 'at'],
      properties: {
        because: text('The code of why'),
        at: instant('Since when it is here'),
        fromUserId: text('Whose it was'),
      },
      description: 'It was given on',
    },
    escalations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['step', 'since', 'forRole'],
        properties: {
          step: { type: 'string', enum: ESCALATION_STEPS, description: 'The step by which it was escalated' },
          since: instant('Since when'),
          forRole: { type: 'string', enum: Object.keys(ROLES), description: 'The role' },
          forUserId: text('The user, where somebody is named'),
          organisationId: uuid('The organisation'),
          teamId: uuid('The team'),
        },
      },
      description:
        'Whose task it is besides whom it is for: what is missed is one item, with those it was escalated to',
    },
  },
};
