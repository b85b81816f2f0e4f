import { member } from '@carethread/ledger';
import { isId, isPlain, REFUSALS, schemaOf, validateRequest } from '@carethread/contracts';
import type { AnyDecider } from '@carethread/event-sourcing';
import { exampleOf, type RequestContext, type CommandRoute } from '@carethread/http-api';
import type { ServiceDefinition } from '../service-definition.js';
import { HISTORY_TENANT, HistoricStream, named, ORGANISATION, type History, type HistoryCommand } from './histories.js';

type Schema = Readonly<Record<string, unknown>>;
type Body = Readonly<Record<string, unknown>>;

/** Days and instants at the edges of the calendar, of the summer time, and of what may be written. */
const EDGES = [
  ...['0000-01-01', '0001-01-01', '1900-02-28', '1991-03-31', '2024-02-29', '2026-03-29', '2026-10-25'],
  ...['2099-12-31', '9999-12-31'],
];
const NO_DAYS = ['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '10000-01-01', '-0001-01-01', '', 'soon'];
const WRONG: readonly unknown[] = [null, 0, -1, 1.5, true, {}, [], [null], { a: 1 }, '\u0000', '\ud800'];

/**
 * What every command route of a service holds, for each member of its body: an unknown member and a value of another type are
 * refused by path before anything is decided; and whatever the edges of the calendar bring, the decider decides or refuses with a
 * code, at every step of each history: no client is answered with a 500.
 */
export function bodiesContract(definition: ServiceDefinition, histories: readonly History[]): void {
  const routes = definition.routes.filter((route): route is CommandRoute => route.kind === 'command');

  describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
    const { body: of, on } = route;
    const members = of === undefined ? [] : membersOf(schemaOf(of));
    const known = members.filter(([name]) => name !== 'recordedAt');
    const whole: Body = Object.fromEntries(known.map(([name, schema]) => [name, exampleOf(schema)]));
    const faultsOf = (body: unknown): readonly string[] => {
      if (of === undefined) return [];
      const checked = validateRequest(of, body);
      return checked.ok ? [] : checked.errors.map(({ pointer }) => pointer);
    };

    it('takes its whole example, and refuses an unknown member by path', () => {
      expect(faultsOf(whole)).toEqual([]);
      if (of !== undefined) expect(faultsOf({ ...whole, misspelt: 1 })).not.toEqual([]);
    });

    it('refuses a value of another type by the path of the member, and no day that is none', () => {
      for (const [name, schema] of known) {
        for (const value of WRONG.filter((one) => !fits(one, schema)))
          expect([name, value, faultsOf({ ...whole, [name]: value }).map((path) => path.split('/')[1])]).toEqual([
            name,
            value,
            expect.arrayContaining([name]),
          ]);
        if (isWhen(schema))
          for (const value of NO_DAYS)
            expect([name, value, faultsOf({ ...whole, [name]: value })]).toEqual([name, value, [`/${name}`]]);
      }
    });

    it('decides, or refuses with a code, whatever the day, at every step of its histories', async () => {
      const bodies = [whole, {}, ...known.flatMap(([name, schema]) => edgesOf(name, schema, whole))].filter(
        (body) => faultsOf(body).length === 0,
      );
      for (const history of histories.filter(({ category }) => category === on.category))
        for (let steps = 0; steps <= history.steps.length; steps++)
          await decidesOrRefuses(on, history, steps, bodies, route);
    });
  });
}

async function decidesOrRefuses(
  on: AnyDecider,
  history: History,
  steps: number,
  bodies: readonly Body[],
  route: CommandRoute,
): Promise<void> {
  const stream = new HistoricStream(on, history);
  for (const step of history.steps.slice(0, steps)) {
    stream.later(step.minutes ?? 60);
    await stream.takes(step);
  }
  for (const body of bodies) {
    const command = await commandOf(route, body);
    for (const role of ['KW', 'RM', 'TM', 'PE', 'PA']) await refusedAtMost(() => stream.takes({ command, role }));
  }
}

/** What the route makes of a body; a route that reads elsewhere first finds nothing there. */
async function commandOf(route: CommandRoute, body: Body): Promise<HistoryCommand> {
  const request: PlayedRequest = {
    body,
    params: { id: named('id'), code: 'R1', userId: named('user') },
    query: {},
    tenantId: HISTORY_TENANT,
    actor: { organisationId: ORGANISATION },
    read: { find: () => Promise.resolve([]) },
    pseudonym: (userId: string) => userId,
  };
  const played: PlayedRoute = route;
  return played.command(request);
}

/** What of a request a route makes its command of, when it is played without a platform. */
interface PlayedRequest extends Pick<RequestContext, 'body' | 'params' | 'query' | 'tenantId' | 'pseudonym'> {
  readonly actor: Partial<RequestContext['actor']>;
  readonly read: object;
}

/** Compared as a method, in both directions: a route that needs more of a request than this fails when it is played. */
interface PlayedRoute {
  command(request: PlayedRequest): HistoryCommand | Promise<HistoryCommand>;
}

/** The members of an object's schema, each with its own. */
function membersOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const { properties } = schema;
  if (!isPlain(properties)) return [];
  return Object.entries(properties).map(([name, inner]) => [name, isPlain(inner) ? inner : {}] as const);
}

async function refusedAtMost(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = member(error, 'code');
    if (typeof code !== 'string' || !Object.hasOwn(REFUSALS, code)) throw error;
  }
}

function edgesOf(name: string, schema: Schema, whole: Body): readonly Body[] {
  const { [name]: _, ...without } = whole;
  if (!isWhen(schema)) return [without];
  const instants = schema['format'] !== 'date';
  return [without, ...EDGES.map((day) => ({ ...whole, [name]: instants ? `${day}T23:59:59.999Z` : day }))];
}

function isWhen(schema: Schema): boolean {
  return ['date', 'carethread-instant'].includes(String(schema['format']));
}

/** Whether a value happens to be of the member's type. */
function fits(value: unknown, schema: Schema): boolean {
  switch (schema['type']) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && Number(value) >= Number(schema['minimum'] ?? 0);
    case 'array':
      return Array.isArray(value) && value.length === 0 && Number(schema['minItems'] ?? 0) === 0;
    case 'object':
      return (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length === 0 &&
        [schema['required'] ?? []].flat().length === 0
      );
    default:
      return typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed() && isId(value);
  }
}
