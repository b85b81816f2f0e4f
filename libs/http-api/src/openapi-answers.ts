import { REFUSALS, type RefusalCode } from '@carethread/contracts';
import { isWrite, statusesOf, type Route } from './route.js';

const POSITION = 'WyJhc3Nlc3NtZW50IiwiN2I2ZjNjMWUiLDEyXQ';
const ID = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const text = (description: string): object => ({ description, schema: { type: 'string' } });
const schema = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** Which refusals any route may give, besides those of its own rules. */
const ALWAYS: readonly RefusalCode[] = [
  'MALFORMED',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'CONTENT_ERASED',
  'TOO_MANY_REQUESTS',
  'HEADERS_TOO_LARGE',
  'INTERNAL',
  'TIMED_OUT',
  'NOT_YET_KNOWN',
  'UNAVAILABLE',
  'WRITES_REFUSED',
];
const ON_READS: readonly RefusalCode[] = ['KNOWN_AT_FUTURE', 'CURSOR_UNKNOWN', 'NO_VERSION_IN_FORCE'];
const ON_COMMANDS: readonly RefusalCode[] = ['TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'];
/** Of the domain's rules and of races: which of them a command gives is said by its service's page. */
const BY_RULES = [403, 409, 412, 422, 428];
const codesOf = (...statuses: readonly number[]): readonly RefusalCode[] =>
  (Object.keys(REFUSALS) as RefusalCode[]).filter((code) => statuses.includes(REFUSALS[code][0]));

/** Every answer that a route may give: what it does when it is done, and each refusal by its status, with its codes. */
export function answersOf(route: Route): Readonly<Record<string, object>> {
  const codes = isWrite(route) ? [...ALWAYS, ...ON_COMMANDS, ...codesOf(...BY_RULES)] : [...ALWAYS, ...ON_READS];
  return { ...doneBy(route), ...refusals(codes) };
}

export function refusals(codes: readonly RefusalCode[]): Readonly<Record<string, object>> {
  return Object.fromEntries(
    [...Map.groupBy(codes, (code) => REFUSALS[code][0])].map(([status]) => [
      String(status),
      { $ref: `#/components/responses/Refused${status}` },
    ]),
  );
}

function doneBy(route: Route): Readonly<Record<string, object>> {
  switch (route.kind) {
    case 'command':
      return Object.fromEntries(
        statusesOf(route).map((status) => [String(status), commandAnswer(status === 201, 'Done')]),
      );
    case 'upload':
      return { '201': commandAnswer(true, 'AttachmentDone') };
    case 'list':
      return { '200': { ...jsonAnswer('Items'), headers: { 'X-Position': text('How far this service has come') } } };
    case 'read':
      return { '200': { ...jsonAnswer('Resource'), headers: readHeaders } };
    case 'query':
      return {
        '200':
          route.produces === undefined
            ? { ...jsonAnswer('Answer'), headers: readHeaders }
            : {
                description: 'The bytes',
                content: Object.fromEntries(route.produces.map((type) => [type, {}])),
              },
      };
  }
}

const readHeaders = {
  ETag: text('Stands for what an editor may overwrite; send it back as If-Match'),
  'X-Position': text('How far this service has come for the person: for Prefer: wait-for= elsewhere'),
  'X-Known-At-Final': text('Whether what was known at the instant asked for can no longer change'),
};

function commandAnswer(creates: boolean, name: string): object {
  return {
    ...jsonAnswer(name),
    headers: {
      ETag: readHeaders.ETag,
      'X-Position': readHeaders['X-Position'],
      'X-Correlation-Id': text('Names this request in the operational log'),
      ...(creates ? { Location: text('Where what was made is read') } : {}),
    },
  };
}

function jsonAnswer(name: string): { description: string; content: object } {
  return { description: 'Done', content: { 'application/json': { schema: schema(name), example: EXAMPLES[name] } } };
}

const EXAMPLES: Readonly<Record<string, object>> = {
  Done: { id: ID, revision: 1, position: POSITION },
  AttachmentDone: {
    id: 'ab'.repeat(32),
    revision: 1,
    position: POSITION,
    hash: 'ab'.repeat(32),
    mediaType: 'application/pdf',
    size: 70_000,
  },
  Items: { items: [{ id: ID, revision: 1, etag: '5f2c1d' }] },
  Resource: { id: ID, revision: 1 },
  Answer: { items: [] },
};

const OPEN = { type: 'object', additionalProperties: true };
const id = { type: 'string', format: 'uuid' };
const done = { revision: { type: 'integer', minimum: 0 }, position: { type: 'string' } };
const problem = (codes: readonly string[]): object => ({
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'items', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: codes },
    detail: { type: 'string' },
    items: { type: 'array', items: { type: 'string' } },
    correlationId: id,
  },
});

export const ANSWER_SCHEMAS: Readonly<Record<string, object>> = {
  Problem: problem(Object.keys(REFUSALS)),
  // Answers say more than this, by route: a generated client may read it.
  Done: { ...OPEN, required: ['id', 'revision', 'position'], properties: { id, ...done } },
  AttachmentDone: {
    type: 'object',
    required: ['id', 'revision', 'position', 'hash', 'mediaType', 'size'],
    properties: {
      id: { type: 'string', description: 'The hash again' },
      ...done,
      hash: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the sealed bytes: cite it' },
      mediaType: { type: 'string' },
      size: { type: 'integer' },
    },
  },
  Items: {
    type: 'object',
    required: ['items'],
    properties: {
      items: {
        type: 'array',
        items: {
          ...OPEN,
          required: ['id', 'revision', 'etag'],
          properties: { id, revision: done.revision, etag: { type: 'string' } },
        },
      },
      next: { type: 'string', description: 'Send it as `after`; absent on the last page' },
    },
  },
  Resource: {
    ...OPEN,
    required: ['id', 'revision'],
    properties: { id: { type: 'string' }, revision: done.revision, personId: id },
  },
  Answer: OPEN,
};

/** One response for each status that refuses, with its codes and an example. */
export const REFUSAL_RESPONSES: Readonly<Record<string, object>> = Object.fromEntries(
  [...Map.groupBy(Object.keys(REFUSALS) as RefusalCode[], (code) => REFUSALS[code][0])].map(([status, codes]) => [
    `Refused${status}`,
    {
      description: codes.map((code) => `${code}: ${REFUSALS[code][1]}`).join('. '),
      content: { 'application/problem+json': { schema: problem(codes), example: problemExample(codes[0]) } },
    },
  ]),
);

function problemExample(code: RefusalCode = 'INTERNAL'): object {
  const [status, title] = REFUSALS[code];
  const type = `https://carethread.invalid/problems/${code.toLowerCase().replaceAll('_', '-')}`;
  return { type, title, status, code, detail: title, items: [], correlationId: ID };
}
