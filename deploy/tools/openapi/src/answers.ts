import { FAULT_RULES, REFUSALS, type RefusalCode } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { queryParameters, statusesOf, type BodyForm, type CommandRoute, type Route } from '@carethread/http-api';
import type { DerivedOperation } from './derived.js';
import { describeMember } from './members.js';
import { pascal } from './operation-ids.js';
import { both, objectOf, reference, type Properties, type Schema } from './schema.js';

const text = (description: string): object => ({ description, schema: { type: 'string' } });
const described = (members: Properties): Properties =>
  Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, describeMember(name, schema, '')]));

const STRING = { type: 'string' };
const REVISION = { type: 'integer', minimum: 0 };
const UUID: Schema = { type: 'string', format: 'uuid' };
const DONE = objectOf(described({ id: UUID, revision: REVISION, position: STRING }), ['id', 'revision', 'position']);
const ATTACHED = both(
  DONE,
  objectOf(
    described({
      id: { ...STRING, pattern: '^[0-9a-f]{64}$' },
      hash: STRING,
      mediaType: STRING,
      size: { type: 'integer', minimum: 1 },
    }),
    ['hash', 'mediaType', 'size'],
  ),
);
const LISTED = objectOf(described({ id: UUID, revision: REVISION, etag: STRING }), ['id', 'revision', 'etag']);
const READ = objectOf(described({ id: UUID, revision: REVISION, personId: STRING }), ['id', 'revision']);
const NEXT: Schema = { type: 'string', description: 'Send it as `after`; absent on the last page' };

const COUNT: Schema = { type: 'integer', description: 'How many there are in all, with `Prefer: count=exact`' };

/** What answers of several operations have in common, by name. */
export const SHARED_ANSWERS: Readonly<Record<string, Schema>> = {
  Done: { title: 'Done', description: 'A command was carried out', ...DONE },
  AttachmentDone: { title: 'AttachmentDone', description: 'A file was attached', ...ATTACHED },
};

/** The schema of what an operation answers with, first, and of its items; undefined where it answers with bytes. */
export function answerSchemas(
  { route, answer }: DerivedOperation,
  name: string,
): Readonly<Record<string, Schema>> | undefined {
  const titled = (suffix: string, schema: Schema): Readonly<Record<string, Schema>> => ({
    [`${name}${suffix}`]: { title: `${name}${suffix}`, ...schema },
  });
  switch (route.kind) {
    case 'command':
      if (route.form !== undefined) return titled('Answer', answer ?? {});
      return answer === undefined ? { Done: SHARED_ANSWERS['Done'] ?? {} } : titled('Answer', both(DONE, answer));
    case 'upload':
      return { AttachmentDone: SHARED_ANSWERS['AttachmentDone'] ?? {} };
    case 'list':
      return {
        ...titled(
          'Answer',
          objectOf(
            { items: { type: 'array', items: reference(`${name}Item`), description: 'One page of them' }, next: NEXT },
            ['items'],
          ),
        ),
        ...titled('Item', both(LISTED, answer ?? {})),
      };
    case 'read':
      return titled('Answer', both(READ, answer ?? {}));
    case 'batch':
      return titled('Answer', answer ?? {});
    case 'query': {
      if (route.produces !== undefined) return undefined;
      const page = objectOf(route.entries?.counted === true ? { next: NEXT, count: COUNT } : { next: NEXT }, []);
      const isPlain = route.paged === undefined || route.form !== undefined;
      return titled('Answer', isPlain ? (answer ?? {}) : both(answer ?? {}, page));
    }
  }
}

const header = (name: string): Schema => ({ $ref: `#/components/headers/${name}` });
const headers = (...names: readonly string[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(names.map((name) => [name, header(name)]));

/** The headers of answers, described once each. */
export const HEADERS: Readonly<Record<string, object>> = {
  ETag: text('Stands for what an editor may overwrite; send it back as If-Match'),
  'X-Position': text('How far this service has come for the person: for Prefer: wait-for= elsewhere'),
  'X-Known-At-Final': text('Whether what was known at the instant asked for can no longer change'),
  'X-Correlation-Id': text('Names this request in the operational log'),
  Location: text('Where what was made is read'),
};
const READ_HEADERS = headers('ETag', 'X-Position', 'X-Known-At-Final');
const COMMAND_HEADERS = headers('ETag', 'X-Position', 'X-Correlation-Id');
const CREATION_HEADERS = headers('ETag', 'X-Position', 'X-Correlation-Id', 'Location');

/** A body of JSON, with a real one where one is known. */
export const mediaOf = (name: string, example: unknown): object =>
  present<{ readonly schema: Schema; readonly example?: unknown }>({ schema: reference(name), example });

/** The media type of everything that is in no standard’s form. */
export const JSON_TYPE = 'application/json';

/** The answers of an operation: what it gives when it is done, and each refusal by its status. */
export function responsesOf(
  { id, route }: DerivedOperation,
  schemas: Readonly<Record<string, Schema>> | undefined,
  example: unknown,
): Readonly<Record<string, object>> {
  const [name] = Object.keys(schemas ?? {});
  const stream = route.kind === 'query' && route.streams === true ? { 'text/event-stream': EVENTS } : {};
  const json = (description: string, headers: object): object => ({
    description,
    headers,
    content: { [route.form?.mediaType ?? JSON_TYPE]: mediaOf(name ?? id, example), ...stream },
  });
  switch (route.kind) {
    case 'command':
      return Object.fromEntries(
        statusesOf(route).map((status) => [
          String(status),
          status === 201 ? json('Made', CREATION_HEADERS) : json('Done', COMMAND_HEADERS),
        ]),
      );
    case 'batch':
      return { '200': json('Done', {}) };
    case 'upload':
      return { '201': json('Attached', CREATION_HEADERS) };
    case 'list':
      return { '200': json('A page', headers('X-Position')) };
    case 'read':
      return { '200': json('As it stands, or as it was known', READ_HEADERS) };
    case 'query':
      if (route.produces === undefined) return { '200': json('What was asked for', READ_HEADERS) };
      return {
        '200': {
          description: 'The bytes',
          content: Object.fromEntries(
            route.produces.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
          ),
        },
      };
  }
}

/** The same answer as it goes on. */
const EVENTS = { schema: { type: 'string', description: 'Server-sent events: `id` is a cursor, `data` a notice' } };

/** What the pipeline refuses any request with, whatever the rules say. */
const ALWAYS: readonly RefusalCode[] = [
  'MALFORMED',
  'POSITION_UNKNOWN',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'CONTENT_ERASED',
  'TOO_MANY_REQUESTS',
  'HEADERS_TOO_LARGE',
  'INTERNAL',
  'TIMED_OUT',
  'NOT_YET_KNOWN',
  'UNAVAILABLE',
  'RECORD_DAMAGED',
];
const ON_COMMANDS: readonly RefusalCode[] = [
  'ROLE_NOT_PERMITTED',
  'SYSTEM_CANNOT_DECIDE',
  'IDEMPOTENCY_MISMATCH',
  'FUTURE_DATE',
  'TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'WRITES_REFUSED',
];

/** Every code that an operation may refuse with: its rules' and the pipeline's. */
export function codesOf({ route, codes }: Pick<DerivedOperation, 'route' | 'codes'>): readonly RefusalCode[] {
  const own = codes.filter((code): code is RefusalCode => Object.hasOwn(REFUSALS, code));
  const scoped: readonly RefusalCode[] = route.scope === undefined ? [] : ['SCOPE_MISSING'];
  return [...new Set([...ALWAYS, ...scoped, ...pipelineCodes(route), ...own])].sort();
}

function pipelineCodes(route: Route): readonly RefusalCode[] {
  switch (route.kind) {
    case 'command':
      return [...ON_COMMANDS, ...PRECONDITION_CODES[route.ifMatch ?? 'optional'], ...openingCodes(route)];
    case 'batch':
    case 'upload':
      return ON_COMMANDS;
    case 'read':
      return ['KNOWN_AT_FUTURE'];
    case 'list':
      return ['CURSOR_UNKNOWN'];
    case 'query':
      return queryParameters(route).flatMap(({ name }) => PARAMETER_CODES[name] ?? []);
  }
}

/** What opens a stream has to say whose law it is under, unless the command does or it is configuration. */
function openingCodes({ stream = 'existing', on }: CommandRoute): readonly RefusalCode[] {
  const settled = stream === 'existing' || on.classification === 'none' || on.jurisdiction !== undefined;
  return settled ? [] : ['JURISDICTION_UNKNOWN'];
}

const PRECONDITION_CODES: Readonly<Record<NonNullable<CommandRoute['ifMatch']>, readonly RefusalCode[]>> = {
  none: [],
  optional: ['STALE_VERSION'],
  required: ['STALE_VERSION', 'IF_MATCH_REQUIRED'],
};
const PARAMETER_CODES: Readonly<Record<string, readonly RefusalCode[]>> = {
  after: ['CURSOR_UNKNOWN'],
  knownAt: ['KNOWN_AT_FUTURE'],
};

/** A refusal by its status, with the codes that the operation may give under it, and what the response is called. */
export interface RefusalResponse {
  readonly status: string;
  readonly name: string;
  readonly response: object;
}

export function refusalResponses(codes: readonly RefusalCode[], form?: BodyForm): readonly RefusalResponse[] {
  const prefix = form === undefined ? 'Refused' : form.refusalSchema.name;
  return [...Map.groupBy(codes, (code) => REFUSALS[code][0])].map(([status, under]) => ({
    status: String(status),
    name: `${prefix}${status}${under.map((code) => pascal(code.toLowerCase().replaceAll('_', '-'))).join('')}`,
    response: {
      description: under.map((code) => `\`${code}\`: ${REFUSALS[code][1]}`).join('. '),
      content: refusalContent(status, form),
      'x-carethread-codes': under,
    },
  }));
}

function refusalContent(status: number, form: BodyForm | undefined): object {
  if (form !== undefined) return { [form.mediaType]: { schema: reference(form.refusalSchema.name) } };
  return { 'application/problem+json': { schema: reference(status === 400 ? 'InvalidRequest' : 'Problem') } };
}

const FAULT: Schema = {
  title: 'Fault',
  description: 'What is wrong with one part of a request; the problem’s `detail` says it in words',
  ...objectOf(
    {
      pointer: { ...STRING, description: 'Where it is: a JSON pointer (RFC 6901), empty for the whole' },
      in: { ...STRING, enum: ['query', 'header'], description: 'What the pointer points into; absent for the body' },
      rule: { ...STRING, enum: Object.keys(FAULT_RULES), description: 'Which rule the value breaks' },
      limit: {
        anyOf: [{ type: 'integer' }, { type: 'array', items: STRING }],
        description: 'What the rule allows: a number of characters, items or units, or the codes',
      },
    },
    ['pointer', 'rule'],
  ),
};

/** An answer that refuses (RFC 9457). */
function problem(title: string, description: string, item: Schema): Schema {
  return {
    title,
    description,
    ...objectOf(
      described({
        type: { type: 'string', format: 'uri' },
        title: STRING,
        status: { type: 'integer' },
        code: { type: 'string', enum: Object.keys(REFUSALS) },
        detail: STRING,
        items: { type: 'array', items: item },
        correlationId: STRING,
      }),
      ['type', 'title', 'status', 'code', 'detail', 'items', 'correlationId'],
    ),
  };
}

/** What refusals of requests answer with: those for their form (400) have faults as items, all others names and ids. */
export const PROBLEMS: Readonly<Record<string, Schema>> = {
  Fault: FAULT,
  InvalidRequest: problem(
    'InvalidRequest',
    'Why a request is not in the form that it must have (RFC 9457)',
    reference('Fault'),
  ),
  Problem: problem('Problem', 'Why a request was refused (RFC 9457)', STRING),
};
