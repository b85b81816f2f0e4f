import { member, numberMember, textMember } from '@carethread/ledger';
import {
  Count,
  fault,
  Id,
  Ids,
  isInstant,
  malformed,
  normalInstant,
  Refusal,
  ROLES,
  Text,
  Texts,
} from '@carethread/contracts';
import { requireBody, type Heads, type ServiceProcess, type Travelled, type ViewsStep } from '@carethread/http-api';
import type { Gateway } from './edge.js';
import { withProblems } from './with-problems.js';

class TokenBody {
  @Id() userId!: string;
  @Texts() roles!: string[];
  @Id({ optional: true }) organisationId?: string;
  @Id() tenantId!: string;
  @Id({ optional: true }) personId?: string;
  @Ids({ optional: true }) serviceIds?: string[];
  @Texts({ optional: true }) qualifications?: string[];
  @Text({ optional: true }) name?: string;
  @Text({ optional: true }) scope?: string;
  @Text({ optional: true }) clientId?: string;
  @Count({ optional: true }) expiresIn?: number;
}

/** How long a route of test mode waits for the platform to come to rest, in milliseconds of real time. */
const REST_MS = 60_000;
/** How long a process is waited for before it is asked again: fewer than those after which a connection is given up. */
const ASK_MS = 60_000;

/** The routes of test mode: they exist in that mode only, and need no token. */
export function testRoutes({ fastify, processes, issuer }: Gateway): void {
  fastify.post(
    '/test/tokens',
    withProblems(async (request) => {
      const wanted = requireBody(TokenBody, request.body);
      if (!wanted.roles.every((role) => Object.hasOwn(ROLES, role)))
        malformed(fault('/roles', 'oneOf', `must be among ${Object.keys(ROLES).join(', ')}`));
      if (issuer === undefined) throw new Refusal('NOT_FOUND');
      return issuer.issue(wanted);
    }),
  );
  fastify.put(
    '/test/clock',
    withProblems(async (request) => {
      const now = member(request.body, 'now');
      const advance = member(request.body, 'advance');
      const states = await Promise.all(processes.map((process) => process.state()));
      const before = Math.max(...states.map((state) => Date.parse(state.now)));
      const target =
        typeof advance === 'number'
          ? before + advance
          : typeof advance === 'string'
            ? before + duration(advance)
            : isInstant(now)
              ? Date.parse(normalInstant(now))
              : undefined;
      if (target === undefined || Number.isNaN(target))
        return malformed(
          advance === undefined
            ? fault('/now', 'format', 'must be an instant such as 2026-03-02T09:00:00.000Z; or send advance')
            : fault('/advance', 'format', 'must be milliseconds, or a duration such as P1DT2H30M'),
        );
      if (target < before) throw new Refusal('STATE_CONFLICT', ['now']);
      await moveClock(processes, target);
      return { now: new Date(target).toISOString() };
    }),
  );
  fastify.post(
    '/test/rebuild',
    withProblems(async () => {
      await rest(processes, REST_MS);
      const all = (step: ViewsStep): Promise<unknown> => Promise.all(processes.map((process) => process.views(step)));
      try {
        await all('pause');
        await all('drop');
      } finally {
        // A view that could not be dropped must not leave the services without any.
        await all('resume');
      }
      return { rebuilt: Object.keys((await rest(processes, REST_MS)) ?? {}) };
    }),
  );
  fastify.post(
    '/test/redeliver',
    withProblems(async (request) => {
      const { body } = request;
      return { redelivered: await redeliver(processes, textMember(body, 'eventId'), numberMember(body, 'last') ?? 1) };
    }),
  );
  fastify.get(
    '/test/idle',
    withProblems(async (request) => {
      const positions = await rest(processes, Number(member(request.query, 'within') ?? 10_000));
      if (positions === undefined) throw new Refusal('TIMED_OUT');
      return { idle: true, positions };
    }),
  );
  fastify.put(
    '/test/bus',
    withProblems(async (request) => {
      const hold = member(request.body, 'hold');
      const wanted = {
        paused: member(request.body, 'paused') === true,
        hold: Array.isArray(hold) ? hold.map(String) : [],
      };
      await Promise.all(processes.map((process) => process.hold(wanted)));
      return wanted;
    }),
  );
  fastify.get(
    '/test/messages',
    withProblems(async (request) => {
      return { items: await messagesOf(processes, textMember(request.query, 'personId')) };
    }),
  );
}

function duration(text: string): number {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (found === null) return Number.NaN;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
}

type Processes = readonly ServiceProcess[];

/** Drains, then visits every due instant on the way in order, draining after each, and ends at the target. */
async function moveClock(processes: Processes, target: number): Promise<void> {
  const all = (work: (process: ServiceProcess) => Promise<void>): Promise<unknown> => Promise.all(processes.map(work));
  const wanted = new Date(target).toISOString();
  await rest(processes, REST_MS);
  for (let visits = 0; visits < 100_000; visits++) {
    const states = await Promise.all(processes.map((process) => process.state()));
    const due = states.flatMap(({ next }) => (next !== undefined && next <= wanted ? [next] : [])).sort()[0];
    if (due === undefined) break;
    await all((process) => process.setClock(due));
    await all((process) => process.issueDue());
    await rest(processes, REST_MS);
  }
  await all((process) => process.setClock(wanted));
  await rest(processes, REST_MS);
}

/**
 * Waits until nothing is in flight anywhere, and says how far the logs reach; what is held back on the bus is left out. Undefined
 * when it took too long. First everybody has told everything, then everybody has heard everything: if no log has grown from the one
 * to the other, nothing was on its way.
 */
export async function rest(
  processes: Processes,
  within: number,
  /** How long a process is waited for before it is asked again, in milliseconds. */
  patience = ASK_MS,
): Promise<Heads | undefined> {
  const deadline = Date.now() + within;
  /** Undefined where not all of them had an answer in time. */
  const all = async (
    ask: (process: ServiceProcess, waits: AbortSignal) => Promise<Heads>,
  ): Promise<Heads | undefined> => {
    const waits = AbortSignal.timeout(Math.max(1, Math.min(patience, deadline - Date.now())));
    try {
      return farthest(await Promise.all(processes.map((process) => ask(process, waits))));
    } catch (error) {
      if (waits.aborted) return undefined;
      throw error;
    }
  };
  const settled = async (): Promise<Heads | undefined> => {
    while (Date.now() < deadline) {
      const published = await all((process, waits) => process.outboxDrained(waits));
      const received = published && (await all((process, waits) => process.inboxDrained(waits)));
      if (received && Object.entries(received).every(([service, position]) => published[service] === position))
        return received;
    }
    return undefined;
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, deadline - Date.now()));
  });
  try {
    return await Promise.race([settled(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Copies of a service share its log. */
function farthest(heads: readonly Heads[]): Heads {
  const found: Record<string, number> = {};
  for (const [service, position] of heads.flatMap((one) => Object.entries(one)))
    found[service] = Math.max(found[service] ?? 0, position);
  return found;
}

/** Copies of a service read one log: each message counts once. */
async function messagesOf(processes: Processes, personId: string | undefined): Promise<readonly Travelled[]> {
  const found = new Map<string, Travelled>();
  for (const process of processes)
    for (const message of await process.messages(personId)) found.set(message.headers['ce_id'] ?? '', message);
  return [...found.values()];
}

async function redeliver(processes: Processes, eventId: string | undefined, last: number): Promise<number> {
  const all = await messagesOf(processes, undefined);
  const wanted =
    eventId === undefined
      ? all.toSorted((a, b) => ((a.headers['ce_time'] ?? '') < (b.headers['ce_time'] ?? '') ? -1 : 1)).slice(-last)
      : all.filter(({ headers }) => headers['ce_id'] === eventId);
  if (wanted.length === 0) throw new Refusal('NOT_FOUND');
  for (const message of wanted) await processes[0]?.publish(message);
  return wanted.length;
}
