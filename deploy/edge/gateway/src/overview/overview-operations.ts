import { asked, NARROWED_BY } from '@carethread/http-api';
import { ROLES, TASK_PRIORITIES } from '@carethread/contracts';
import type { ComposedRoute } from '../composed-route.js';
import { DUE } from './work-item.js';

const text = (description: string): object => ({ type: 'string', description });
const uuid = (description: string): object => ({ type: 'string', format: 'uuid', description });
const instant = (description: string): object => ({ type: 'string', format: 'date-time', description });
const count = (description: string): object => ({ type: 'integer', minimum: 0, description });

const DUE_WORDS = {
  overdue: 'Due before the instant of the first page',
  today: 'Due later on that day, in local time',
  week: 'Due within the seven days after it',
  later: 'Due after those',
  none: 'Without a date',
};
const COUNTS = {
  type: 'object',
  required: ['total', 'due', 'kinds'],
  properties: {
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
  },
};
const MISSING = {
  type: 'array',
  items: { type: 'string' },
  description:
    'Services that did not answer, by the first segment of their paths: what they have is not in this answer',
};
const WORK_ITEM = {
  type: 'object',
  required: ['service', 'type', 'kind', 'title', 'id', 'state', 'href', 'due'],
  properties: {
    service: text('The service that has it, by the first segment of its paths'),
    type: { type: 'string', enum: ['task'], description: 'What it is: of which list of that service' },
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
  },
};
const LIMIT = {
  type: 'integer',
  minimum: 1,
  maximum: 200,
  description: 'At most so many items; 50 by default',
} as const;
const AFTER = { type: 'string', description: 'The `next` of the page before' } as const;
const narrowing = Object.entries(NARROWED_BY).map(([name, form]) => asked(name, form));

/** What the gateway composes for somebody's day, as rows of the table of routes. */
export const OVERVIEW_ROUTES: readonly ComposedRoute[] = [
  {
    method: 'GET',
    path: '/overview/work',
    operationId: 'listWork',
    summary: 'What the caller and those whom they manage have to do, over all services, the most urgent first',
    capability: 'work',
    query: [...narrowing, asked('after', AFTER), asked('limit', LIMIT)],
    answer: {
      type: 'object',
      required: ['items', 'asOf', 'missing'],
      properties: {
        items: {
          type: 'array',
          items: WORK_ITEM,
          description: 'Overdue first, then what is due, by when; then what has no date, by since when it is owed',
        },
        next: text('Send it as `after`; absent on the last page'),
        asOf: instant('The instant of the first page, against which overdue is judged on every page'),
        counts: { ...COUNTS, description: 'Of the whole list; absent where it is longer than this page' },
        missing: MISSING,
      },
    },
  },
];
