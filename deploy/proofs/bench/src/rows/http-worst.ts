import { fieldsOf, isPlain, schemaOf, type SchemaFragment } from '@carethread/contracts';
import { services } from '@carethread/embedded';
import { isWrite, type CommandRoute } from '@carethread/http-api';
import { listMember } from '@carethread/ledger';
import { standardRoutes } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { HeldServer } from '../held-server.js';
import { setClock, tokenFor } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { median, pause } from '../timing.js';

/** Bytes of a body: close to what the platform takes at most. */
const SIZE = 1_000_000;
/** How often a body that seems bad is sent: the least time counts, since the machine may have been busy with something else. */
const MAX_TRIES = 4;
/** Roles that together may call almost every route: a request that its role refuses never reaches the body. */
const ROLES_THAT_WRITE = ['AS', 'KW', 'CS', 'NC', 'SM', 'RM', 'CC', 'TM', 'OP', 'DP', 'PA'];
/** Shorter holds, in milliseconds, come from the measurement itself. */
const NOISE_MS = 4;

interface Body {
  readonly kind: string;
  readonly text: string;
}

interface Found extends Body {
  readonly route: string;
  readonly held: number;
  readonly parse: number;
}

const filled = (unit: string, size = SIZE): string => unit.repeat(Math.max(1, Math.floor(size / unit.length)));

/** A value of a megabyte, in each of the ways that make somebody's work grow faster than it. */
function values(): readonly Body[] {
  const list = (unit: string): string => `[${filled(`${unit},`)}${unit}]`;
  return [
    { kind: 'deep objects', text: `${filled('{"a":', SIZE / 1.2)}1${'}'.repeat(Math.floor(SIZE / 1.2 / 5))}` },
    { kind: 'deep lists', text: `${'['.repeat(SIZE / 2)}${']'.repeat(SIZE / 2)}` },
    { kind: 'one text', text: JSON.stringify(filled('a b ')) },
    { kind: 'one text of escapes', text: `"${filled('\\u00e9')}"` },
    { kind: 'one text of half characters', text: `"${filled('\\ud800')}"` },
    { kind: 'many numbers', text: list('1') },
    { kind: 'many texts', text: list('"x"') },
    { kind: 'many empty objects', text: list('{}') },
    { kind: 'many lists of lists', text: list('[[[[[[[[[[1]]]]]]]]]]') },
    { kind: 'many members', text: `{${Array.from({ length: 60_000 }, (_, index) => `"m${index}":1`).join(',')}}` },
    { kind: 'one member over and over', text: `{${filled('"a":1,')}"a":1}` },
  ];
}

/** @param most how many fields get every value; the others get a list of objects, whose parts are checked one by one */
function bodiesOf({ body }: CommandRoute, most: number): readonly Body[] {
  const fields = body === undefined ? [] : [...fieldsOf(body).keys()];
  const whole = values();
  const full = body === undefined ? [] : fullBodies(schemaOf(body));
  return [
    ...whole.filter(({ kind }) => /deep|members|over and over/.test(kind)),
    ...full,
    ...fields.flatMap((field, index) =>
      whole
        .filter(({ kind }) => index < most || kind === 'many empty objects')
        .map(({ kind, text }) => ({ kind: `${kind} as ${field}`, text: `{${JSON.stringify(field)}:${text}}` })),
    ),
  ];
}

/** Bodies that the route's own shape allows: everything in it at once, each list as long as it may be. */
function fullBodies(schema: SchemaFragment): readonly Body[] {
  const members = membersOf(schema);
  const required = new Set(listMember(schema, 'required'));
  const least = Object.fromEntries(
    members.filter(([name]) => required.has(name)).map(([name, member]) => [name, valueOf(member, 1)]),
  );
  return members.flatMap(([name, member]) => {
    if (name === 'recordedAt' || !/"(?:array|object)"/.test(JSON.stringify(member))) return [];
    for (const items of [500, 100, 20, 4, 1]) {
      const text = JSON.stringify({ ...least, [name]: valueOf(member, items) });
      if (text.length <= SIZE) return [{ kind: `${name} as long as it may be, ${items} items a list`, text }];
    }
    return [];
  });
}

function membersOf({ properties }: SchemaFragment): readonly (readonly [string, SchemaFragment])[] {
  return Object.entries(isPlain(properties) ? properties : {}).map(([name, schema]) => [name, fragment(schema)]);
}

function fragment(schema: unknown): SchemaFragment {
  if (!isPlain(schema)) throw new Error('a part of a schema is a schema');
  return schema;
}

/** A value of a schema; every list in it has so many items, each with an id or a text of its own. */
function valueOf(schema: SchemaFragment, items: number, at = 0): unknown {
  const { type, enum: codes, anyOf, pattern, format, items: of, minimum } = schema;
  if (Array.isArray(anyOf)) return valueOf(fragment(anyOf.at(-1)), items, at);
  if (Array.isArray(codes)) return codes[at % codes.length];
  if (type === 'array')
    return Array.from({ length: items }, (_, index) => valueOf(fragment(of), Math.min(items, 3), index));
  if (type === 'object')
    return Object.fromEntries(
      membersOf(schema)
        .filter(([name]) => name !== 'recordedAt')
        .map(([name, member]) => [name, valueOf(member, Math.min(items, 3), at)]),
    );
  if (type === 'integer') return Number(minimum ?? 0) + 1;
  if (type === 'boolean') return true;
  if (format === 'uuid') return randomUUID();
  if (format === 'date' || format === 'carethread-when') return '2026-03-02';
  if (format === 'carethread-instant') return '2026-03-02T08:00:00.000Z';
  if (typeof pattern === 'string' && pattern.includes('[01]')) return '08:30';
  return `text ${at}`;
}

function parseTime(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    JSON.parse(text);
    return performance.now() - began;
  });
  return median(times);
}

/** For every route that takes a body: how long the event loop is held by the worst body found, beside parsing the same bytes. */
export async function httpWorst(bench: Bench): Promise<readonly Row[]> {
  const { folder, prepared } = await bench.folders.copy('http-worst');
  const server = await HeldServer.platform(folder);
  try {
    await setClock(server);
    const token = await tokenFor(server, prepared.tenantId, prepared.organisationId, { roles: ROLES_THAT_WRITE });
    const known = new Map([
      ['assessments', prepared.assessments[0]],
      ['plans', prepared.plans[0]],
    ]);
    const routes = services
      .flatMap((service) => [...service.routes, ...standardRoutes(service)])
      .filter((route): route is CommandRoute => isWrite(route) && route.kind === 'command');
    const wanted = routes.filter((_, index) => index % bench.pick(12, 1) === 0);
    let worst: Found | undefined;
    for (const [index, route] of wanted.entries()) {
      if (index % 10 === 0) bench.say(`route ${index + 1} of ${wanted.length}`);
      const kind = route.path.split('/')[2] ?? '';
      const path = route.path.replace(
        /:(\w+)/g,
        (_, name: string) => (name === 'id' ? known.get(kind) : undefined) ?? randomUUID(),
      );
      for (const { kind: of, text } of bodiesOf(route, bench.pick(1, 2))) {
        const parse = parseTime(text);
        let held = Number.POSITIVE_INFINITY;
        for (let sent = 0; sent < MAX_TRIES && held > Math.max(NOISE_MS, 10 * parse); sent++)
          held = Math.min(held, await holdOf(server, { method: route.method, path, token, text }));
        const found = { kind: of, text, route: `${route.method} ${route.path}`, held, parse };
        if (held > NOISE_MS && (worst === undefined || held / parse > worst.held / worst.parse)) worst = found;
      }
    }
    if (worst === undefined) throw new Error('no body held the event loop for a time that could be measured');
    return [
      {
        name: 'http.worst',
        value: worst.held,
        unit: 'ms',
        floor: worst.parse,
        floorName: 'JSON.parse of the same bytes',
        ratio: worst.held / worst.parse,
        note: `${worst.route}: ${worst.kind}, ${worst.text.length} characters; the worst of ${wanted.length} routes`,
      },
    ];
  } finally {
    await server.stop();
  }
}

async function holdOf(
  server: HeldServer,
  sent: { readonly method: string; readonly path: string; readonly token: string; readonly text: string },
): Promise<number> {
  await server.begin();
  const answer = await fetch(server.url + sent.path, {
    method: sent.method,
    headers: {
      authorization: `Bearer ${sent.token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: sent.text,
  });
  await answer.arrayBuffer();
  if (answer.status >= 500) throw new Error(`${sent.method} ${sent.path} was answered ${answer.status}`);
  await pause(2); // until the timer that was held up has fired
  return server.longest();
}
