import { asked, NARROWED_BY } from '@carethread/http-api';
import { ROLES, TASK_PRIORITIES } from '@carethread/contracts';
import type { ComposedRoute } from '../composed-route.js';
import { DUE, WORK_TYPES } from './work-item.js';

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
const COUNTED = {
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
const COUNTS = { type: 'object', required: Object.keys(COUNTED), properties: COUNTED };
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

const texts = (description: string): object => ({ type: 'array', items: { type: 'string' }, description });
const ME = {
  type: 'object',
  required: ['userId', 'tenantId', 'roles', 'serviceIds', 'qualifications', 'capabilities', 'platform'],
  properties: {
    userId: text('The user, as the issuer of tokens names them'),
    tenantId: text('The tenant'),
    roles: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'name'],
        properties: { code: text('The two-letter code'), name: text('What the role is called') },
      },
      description: 'The roles of the token',
    },
    organisationId: text('The organisation that they act for'),
    personId: text('The person who they are, where they have a record'),
    serviceIds: texts('The services of that organisation that they work in'),
    qualifications: texts('What they are qualified for'),
    capabilities: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'grades'],
        properties: {
          name: text('A row of the table of roles, which routes name'),
          grades: {
            type: 'object',
            additionalProperties: { type: 'string', enum: ['Y', 'R', 'P'] },
            description: 'How far it goes, by role: Y own tenant, R own relationship, P with permission',
          },
        },
      },
      description: 'What those roles may do; what they may not is absent',
    },
    platform: {
      type: 'object',
      required: ['mode', 'version'],
      properties: {
        mode: { type: 'string', enum: ['demo', 'test', 'production'], description: 'How the platform runs' },
        version: text('The version of the interface'),
      },
      description: 'Where they are signed in',
    },
  },
};

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
  {
    method: 'GET',
    path: '/overview/work/counts',
    operationId: 'countWork',
    summary: 'How much the caller and those whom they manage have to do, by kind and by when it is due',
    capability: 'work',
    query: narrowing,
    answer: {
      type: 'object',
      required: [...Object.keys(COUNTED), 'asOf', 'complete', 'missing'],
      properties: {
        ...COUNTED,
        asOf: instant('The instant against which overdue is judged'),
        complete: {
          type: 'boolean',
          description:
            'Whether all of it was counted: of a list the first 1,000 are, and none of a service that is away',
        },
        missing: MISSING,
      },
    },
  },
  {
    method: 'GET',
    path: '/overview/me',
    operationId: 'getMe',
    summary: 'Who the caller is by their token, and what the roles in it may do; for everybody who has one',
    capability: 'readConfiguration',
    query: [],
    answer: ME,
  },
];
