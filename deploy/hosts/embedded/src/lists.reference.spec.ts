import { CAPABILITIES, FAULT_RULES, REFUSALS, ROLES, type Role } from '@carethread/contracts';
import { consumedContracts } from '@carethread/runtime';
import { readFileSync, writeFileSync } from 'node:fs';
import { services } from './embedded.js';

/** Pages of lists, generated from the code: `UPDATE_REFERENCE=1` writes them anew. */
const pages: Readonly<Record<string, () => string>> = {
  'docs/reference/roles.md': rolesPage,
  'docs/reference/refusals.md': refusalsPage,
  'docs/reference/events.md': eventsPage,
};

const STATUSES: Readonly<Record<number, string>> = {
  400: 'The request is wrong as it was sent',
  401: 'Nobody is signed in',
  403: 'The role or qualification does not allow it',
  404: 'It is not there, or not visible to the caller; the answer is the same for both',
  405: 'The path has no such method; history has none that changes or removes it',
  408: 'It came too slowly',
  409: 'It is at odds with what is stored',
  410: 'The content was destroyed',
  412: 'The record has changed since it was read',
  413: 'It is too large',
  415: 'It has the wrong media type',
  422: 'A rule of care, law or policy says no',
  428: 'A header is missing',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'A fault of the platform',
  503: 'Not now: send the same request again, with the same Idempotency-Key',
};

interface PublishedSchema {
  readonly description?: string;
  readonly properties: Readonly<Record<'clear' | 'sealed', { readonly properties?: object } | undefined>>;
}

function rolesPage(): string {
  const roles = Object.keys(ROLES) as Role[];
  return [
    '# Roles',
    '',
    'Generated from the table that guards every route.',
    '',
    'A token carries roles as two-letter codes. What a role may do depends on its grade for the capability of the route, and on the caller’s recorded relationship to the person ([the rule](../../libs/access/src/admits.ts)).',
    '',
    '| Code | Role |',
    '|---|---|',
    ...Object.entries(ROLES).map(([code, name]) => `| \`${code}\` | ${name} |`),
    '',
    '| Grade | Means |',
    '|---|---|',
    '| `Y` | everything in the caller’s own tenant |',
    '| `R` | only people to whom the caller has a recorded relationship: their own record, their caseload, the service in which they work |',
    '| `P` | only with the person’s permission, or on another recorded basis |',
    '| `–` | refused: 403 on commands, 404 on reads |',
    '',
    '## Capabilities',
    '',
    `| Capability | ${roles.join(' | ')} |`,
    `|---|${roles.map(() => '---').join('|')}|`,
    ...Object.entries(CAPABILITIES).map(([name, row]) => {
      const grades: Readonly<Partial<Record<Role, string>>> = row;
      return `| ${name} | ${roles.map((role) => grades[role] ?? '–').join(' | ')} |`;
    }),
    '',
    'Which route needs which capability: [routes](routes.md).',
    '',
  ].join('\n');
}

function refusalsPage(): string {
  const byStatus = Map.groupBy(Object.entries(REFUSALS), ([, [status]]) => status);
  return [
    '# Refusals',
    '',
    'Generated from the code. A request that is not carried out is answered with a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)): `type`, `title`, `status`, `code`, `detail`, `items` and `correlationId`. Programs act on `code`, which never changes; `title` and `detail` are for people and may be reworded. `items` names members, places and ids, never words of a record. What is wrong with the form of a request (`MALFORMED`) is a list of faults: [below](#faults).',
    '',
    ...[...byStatus]
      .sort(([a], [b]) => a - b)
      .flatMap(([status, refusals]) => [
        `## ${status}`,
        '',
        `${STATUSES[status] ?? ''}.`,
        '',
        '| Code | Title |',
        '|---|---|',
        ...refusals.sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, [, title]]) => `| \`${code}\` | ${title} |`),
        '',
      ]),
    '## Faults',
    '',
    'Each item of a 400 is `{pointer, rule, limit?, in?}`: a JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) into the body, or by its name a parameter (`in: query`) or a header (`in: header`); the rule that the value breaks; what it allows. The words stand in `detail`.',
    '',
    '| Rule | Means |',
    '|---|---|',
    ...Object.entries(FAULT_RULES).map(([rule, means]) => `| \`${rule}\` | ${means} |`),
    '',
  ].join('\n');
}

function eventsPage(): string {
  const schemas = JSON.parse(readFileSync('contracts/published/schemas.json', 'utf8')) as Readonly<
    Record<string, PublishedSchema>
  >;
  const members = (schema: PublishedSchema, part: 'clear' | 'sealed'): string =>
    Object.keys(schema.properties[part]?.properties ?? {})
      .map((name) => `\`${name}\``)
      .join(', ') || '–';
  return [
    '# Published events',
    '',
    'Generated from the contracts. What one service publishes to the others, as CloudEvents 1.0 on the topic `<service>.events.v1`, with the person as key. Members in the clear are ids, numbers, instants and salted hashes; sealed members are under the person’s key. A published shape never changes, except that a member may be added; anything else is a `.v2` beside it. For programs: [JSON Schema](../../contracts/published/schemas.json), [AsyncAPI](../../contracts/published/asyncapi.json).',
    '',
    'What happens inside a service is in [streams](streams.md), and the stored form of an event in [event format](event-format.md).',
    '',
    ...services.flatMap(({ name }) => [
      `## ${name}`,
      '',
      '| Event | What it says | In the clear | Sealed | Consumed by |',
      '|---|---|---|---|---|',
      ...Object.entries(schemas)
        .filter(([type]) => type.startsWith(`${name}.`))
        .map(
          ([type, schema]) =>
            `| \`${type}\` | ${inOneLine(schema.description ?? '')} | ${members(schema, 'clear')} | ${members(schema, 'sealed')} | ${consumersOf(type)} |`,
        ),
      '',
    ]),
  ].join('\n');
}

/** As a cell of a table has it. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

function consumersOf(type: string): string {
  const consumers = services.filter((service) => new Set<string>(consumedContracts(service)).has(type));
  return consumers.map(({ name }) => name).join(', ') || '–';
}

describe('pages of lists', () => {
  it.each(Object.entries(pages))('%s says what the code says', (file, draw) => {
    if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(file, draw());
    expect(readFileSync(file, 'utf8')).toBe(draw());
  });

  it('every status that a refusal can have is explained', () => {
    expect(Object.values(REFUSALS).filter(([status]) => STATUSES[status] === undefined)).toEqual([]);
  });
});
