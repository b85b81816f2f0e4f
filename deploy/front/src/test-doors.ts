import {
  Count,
  Id,
  Ids,
  isInstant,
  normalInstant,
  Refusal,
  Texts,
  validateRequest,
  ROLES,
} from '@carethread/contracts';
import type { MemoryBus } from '@carethread/event-sourcing';
import { TestClock, topicOf, type Platform } from '@carethread/service-kit';
import type { FastifyInstance } from 'fastify';
import { answering } from './front.js';

class TokenBody {
  @Id() userId!: string;
  @Texts() roles!: string[];
  @Id({ optional: true }) organisationId?: string;
  @Id() tenantId!: string;
  @Id({ optional: true }) personId?: string;
  @Ids({ optional: true }) serviceIds?: string[];
  @Texts({ optional: true }) qualifications?: string[];
  @Count({ optional: true }) expiresIn?: number;
}

/** How long a door waits for the platform to come to rest, in milliseconds of real time. */
const REST_MS = 60_000;

/** The doors of interface.md §3: they exist in test mode only, and need no token. */
export function testDoors(fastify: FastifyInstance, platform: Platform): void {
  const { bus, issuer, clock } = platform;
  fastify.post(
    '/test/tokens',
    answering(async (request) => {
      const checked = validateRequest(TokenBody, request.body);
      if (!checked.ok)
        throw new Refusal(
          'MALFORMED',
          checked.errors.map(({ path, message }) => `${path}: ${message}`),
        );
      const wanted = checked.value as TokenBody;
      if (!wanted.roles.every((role) => Object.hasOwn(ROLES, role))) throw new Refusal('MALFORMED', ['roles']);
      if (issuer === undefined) throw new Refusal('NOT_FOUND');
      return issuer.issue(wanted);
    }),
  );
  fastify.put(
    '/test/clock',
    answering(async (request) => {
      if (!(clock instanceof TestClock)) throw new Refusal('NOT_FOUND');
      const { now, advance } = (request.body ?? {}) as { now?: unknown; advance?: unknown };
      const target =
        typeof advance === 'number'
          ? clock.now() + advance
          : typeof advance === 'string'
            ? clock.now() + duration(advance)
            : isInstant(now)
              ? Date.parse(normalInstant(now))
              : undefined;
      if (target === undefined || Number.isNaN(target)) throw new Refusal('MALFORMED', ['now or advance']);
      if (target < clock.now() && (await lastRecorded(platform)) > new Date(target).toISOString())
        throw new Refusal('STATE_CONFLICT', ['now']);
      if (target < clock.now()) throw new Refusal('STATE_CONFLICT', ['now']);
      await moveClock(platform, clock, target);
      return { now: new Date(clock.now()).toISOString() };
    }),
  );
  fastify.post(
    '/test/rebuild',
    answering(async () => {
      await rest(platform, REST_MS);
      for (const runtime of platform.runtimes) await runtime.rebuild();
      return { rebuilt: platform.runtimes.map(({ definition }) => definition.name) };
    }),
  );
  fastify.post(
    '/test/redeliver',
    answering(async (request) => {
      const { eventId, last } = (request.body ?? {}) as { eventId?: unknown; last?: unknown };
      return {
        redelivered: await redeliver(
          platform,
          typeof eventId === 'string' ? eventId : undefined,
          typeof last === 'number' ? last : 1,
        ),
      };
    }),
  );
  fastify.get(
    '/test/idle',
    answering(async (request) => {
      const { within } = request.query as { within?: string };
      const idle = await rest(platform, Number(within ?? 10_000));
      if (!idle) throw new Refusal('TIMED_OUT');
      const positions = await Promise.all(
        platform.runtimes.map(async ({ definition, log }) => [definition.name, (await log.head()).position] as const),
      );
      return { idle: true, positions: Object.fromEntries(positions) };
    }),
  );
  fastify.put(
    '/test/bus',
    answering(async (request) => {
      const { paused, hold } = (request.body ?? {}) as { paused?: unknown; hold?: unknown };
      bus.control({ paused: paused === true, hold: Array.isArray(hold) ? hold.map(String) : [] });
      return Promise.resolve({ paused: paused === true, hold: Array.isArray(hold) ? hold : [] });
    }),
  );
  fastify.get(
    '/test/messages',
    answering(async (request) => {
      const { personId } = request.query as { personId?: string };
      return { items: await messagesOf(platform, personId) };
    }),
  );
}

function duration(text: string): number {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (found === null) return Number.NaN;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
}

async function lastRecorded(platform: Platform): Promise<string> {
  const heads = await Promise.all(platform.runtimes.map(({ log }) => log.head()));
  return (
    heads
      .map(({ recordedAt }) => recordedAt ?? '')
      .sort()
      .at(-1) ?? ''
  );
}

/** Drains, then visits every due instant on the way in order, draining after each, and ends at the target. */
async function moveClock(platform: Platform, clock: TestClock, target: number): Promise<void> {
  await rest(platform, REST_MS);
  const wanted = new Date(target).toISOString();
  for (let visits = 0; visits < 100_000; visits++) {
    const due = (await Promise.all(platform.runtimes.map(({ timers }) => timers.next())))
      .filter((at): at is string => at !== undefined && at <= wanted)
      .sort()[0];
    if (due === undefined) break;
    clock.set(Date.parse(due));
    const now = new Date(clock.now()).toISOString();
    for (const { timers } of platform.runtimes) await timers.fire(now);
    await rest(platform, REST_MS);
  }
  clock.set(target);
  await rest(platform, REST_MS);
}

/** Waits until no service has anything in flight; what is held back on the bus is left out. False when it took too long. */
export async function rest(platform: Platform, within: number): Promise<boolean> {
  const deadline = Date.now() + within;
  const settled = async (): Promise<void> => {
    for (;;) {
      const before = await heads(platform);
      for (const runtime of platform.runtimes) {
        const position = await runtime.settle();
        if (flows(platform.bus, runtime.definition.name)) await runtime.relay.caughtUp(position);
      }
      if ((await heads(platform)) === before) return;
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline - Date.now()));
  });
  try {
    return await Promise.race([settled().then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function flows(bus: MemoryBus, service: string): boolean {
  return bus.flows(topicOf(service));
}

async function heads(platform: Platform): Promise<string> {
  return (await Promise.all(platform.runtimes.map(({ log }) => log.head()))).map(({ position }) => position).join();
}

interface Travelled {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

async function messagesOf(platform: Platform, personId: string | undefined): Promise<readonly Travelled[]> {
  const messages: Travelled[] = [];
  for (const { log, opener, relay, definition } of platform.runtimes)
    for (let after = 0; ;) {
      const events = await log.readAll(after, 1000);
      for (const event of events) {
        if (personId !== undefined && event.event.personId !== personId) continue;
        for (const message of await relay.messages(await opener.open(event)))
          messages.push({ topic: topicOf(definition.name), ...message });
      }
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
  return messages;
}

async function redeliver(platform: Platform, eventId: string | undefined, last: number): Promise<number> {
  const all = await messagesOf(platform, undefined);
  const wanted =
    eventId === undefined
      ? all.toSorted((a, b) => ((a.headers['ce_time'] ?? '') < (b.headers['ce_time'] ?? '') ? -1 : 1)).slice(-last)
      : all.filter(({ headers }) => headers['ce_id'] === eventId);
  if (wanted.length === 0) throw new Refusal('NOT_FOUND');
  for (const { topic, ...message } of wanted) await platform.bus.publish(topic, [message]);
  return wanted.length;
}
