import { asked, NARROWED_BY } from '@carethread/http-api';
import type { ComposedRoute } from '../composed-route.js';
import { COUNTED, COUNTS, instant, MISSING, text, texts, WORK_ITEM } from './overview-shapes.js';
import { PEOPLE_OVERVIEWS } from './people-operations.js';
import { PERSON_OVERVIEW } from './person-operation.js';

const LIMIT = {
  type: 'integer',
  minimum: 1,
  maximum: 200,
  description: 'At most so many items; 50 by default',
} as const;
const AFTER = { type: 'string', description: 'The `next` of the page before' } as const;
const narrowing = Object.entries(NARROWED_BY).map(([name, form]) => asked(name, form));

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
  PERSON_OVERVIEW,
  ...PEOPLE_OVERVIEWS,
];
