import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parking,
  type ParkedFact,
  acceptClock,
  type ClockGuard,
  type ParkedMessage,
  type SentAgain,
  type Warn,
  type ServiceRuntime,
} from '@carethread/runtime';
import { uuidV5, textMember } from '@carethread/ledger';

/** Where running processes say how their operator reaches them; inside the data folder. */
export const OPERATOR_FOLDER = 'operator';
export const OPERATOR_HEADER = 'x-operator-key';

/** What a running process leaves for the operator's tool: a user who may read the data folder is the operator. */
export interface OperatorAddress {
  readonly url: string;
  readonly key: string;
  readonly pid: number;
  readonly services: readonly string[];
}

interface DoorSite {
  readonly data: string;
  readonly runtimes: readonly ServiceRuntime[];
  readonly guard: ClockGuard | undefined;
  readonly note: Warn;
}

/** The operator's own door into a running process, by a key that is made at each start and lies in the data folder. */
export class OperatorApi {
  readonly #key = randomBytes(32).toString('hex');
  #file: string | undefined;

  constructor(
    fastify: FastifyInstance,
    readonly site: DoorSite,
  ) {
    const guarded =
      (work: (body: unknown) => Promise<object>) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
        if (this.#opens(request.headers[OPERATOR_HEADER])) return work(request.body);
        reply.callNotFound();
        return reply;
      };
    fastify.get(
      '/operator/parked',
      guarded(() => parkedBy(site.runtimes)),
    );
    fastify.post(
      '/operator/redrive',
      guarded(() => redrive(site.runtimes)),
    );
    fastify.get(
      '/operator/messages',
      guarded(() => parkedMessagesOf(site.runtimes)),
    );
    fastify.post(
      '/operator/messages/again',
      guarded((body) => sendAgain(site.runtimes, body as SendAgain)),
    );
    fastify.post(
      '/operator/messages/settled',
      guarded((body) => settle(site.runtimes, body as Settle)),
    );
    fastify.post(
      '/operator/clock',
      guarded(async () => ({
        accepted: site.guard === undefined ? null : await acceptClock(site.guard, site.runtimes),
      })),
    );
  }

  #opens(given: string | readonly string[] | undefined): boolean {
    if (typeof given !== 'string' || given.length !== this.#key.length) return false;
    return timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(this.#key, 'latin1'));
  }

  /**
   * Leaves the address for the operator's tool. A data folder that is not there (all stores on servers) or cannot be written to costs
   * the door, not the start; none is made for it.
   */
  open(url: string): void {
    const { data, runtimes, note } = this.site;
    const services = runtimes.map(({ definition }) => definition.name);
    const file = join(data, OPERATOR_FOLDER, `${services.length === 1 ? services[0] : 'all'}-${process.pid}.json`);
    const address: OperatorAddress = { url, key: this.#key, pid: process.pid, services };
    try {
      mkdirSync(join(data, OPERATOR_FOLDER), { recursive: existsSync(data), mode: 0o700 });
      writeFileSync(file, `${JSON.stringify(address)}\n`, { mode: 0o600 });
      this.#file = file;
    } catch (error) {
      note('the operator has no door into this process', { error: textMember(error, 'code') ?? 'unknown' });
    }
  }

  close(): void {
    if (this.#file !== undefined) rmSync(this.#file, { force: true });
  }
}

async function parkedBy(runtimes: readonly ServiceRuntime[]): Promise<{ parked: readonly object[] }> {
  const parked: object[] = [];
  for (const { definition, commands: streams } of runtimes) {
    const { state } = await streams.load(parking, uuidV5('parking', definition.name));
    for (const one of state as readonly ParkedFact[]) parked.push({ service: definition.name, ...one });
  }
  return { parked };
}

async function redrive(runtimes: readonly ServiceRuntime[]): Promise<object> {
  const { parked: before } = await parkedBy(runtimes);
  for (const runtime of runtimes) await runtime.redrive();
  const { parked } = await parkedBy(runtimes);
  return { driven: before.length, released: before.length - parked.length, parked };
}

/** Messages parked at the services of a process. */
async function parkedMessagesOf(runtimes: readonly ServiceRuntime[]): Promise<{ messages: readonly object[] }> {
  const messages: object[] = [];
  for (const { definition, parkedMessages } of runtimes)
    for (const one of await parkedMessages.parked()) messages.push({ at: definition.name, ...one });
  return { messages };
}

interface SendAgain {
  readonly wanted: readonly ParkedMessage[];
}

async function sendAgain(runtimes: readonly ServiceRuntime[], { wanted }: SendAgain): Promise<object> {
  const sent: SentAgain[] = [];
  for (const { definition, parkedMessages } of runtimes) {
    const own = wanted.filter(({ source }) => source === definition.name);
    if (own.length > 0) sent.push(...(await parkedMessages.republish(own)));
  }
  return { sent };
}

interface Settle {
  readonly sent: readonly SentAgain[];
}

/** Releases what has arrived; what is still parked after it. */
async function settle(runtimes: readonly ServiceRuntime[], { sent }: Settle): Promise<object> {
  for (const { parkedMessages } of runtimes) await parkedMessages.settle(sent);
  return parkedMessagesOf(runtimes);
}
