import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  acceptClock,
  type ClockGuard,
  type ParkedMessage,
  type SentAgain,
  type Warn,
  type ServiceRuntime,
} from '@carethread/runtime';
import { numberMember, requireList, requireText, textMember } from '@carethread/ledger';
import { Refusal } from '@carethread/contracts';
import type { OpenService } from '../open-services.js';
import { deadLettersOf } from './dead-letters.js';

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

interface OperatorSite {
  readonly data: string;
  readonly runtimes: readonly ServiceRuntime[];
  readonly services: readonly Pick<OpenService, 'definition' | 'runtime'>[];
  readonly guard: ClockGuard | undefined;
  readonly warn: Warn;
}

/** The operator's routes into a running process, by a key that is made at each start and lies in the data folder. */
export class OperatorApi {
  readonly #key = randomBytes(32).toString('hex');
  #file: string | undefined;

  constructor(
    fastify: FastifyInstance,
    readonly site: OperatorSite,
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
      guarded(() => replayParked(site.runtimes)),
    );
    fastify.get(
      '/operator/messages',
      guarded(() => parkedMessagesOf(site.runtimes)),
    );
    fastify.post(
      '/operator/messages/again',
      guarded((body) => republish(site.runtimes, requireList(body, 'wanted').map(parkedMessageIn))),
    );
    fastify.post(
      '/operator/messages/settled',
      guarded((body) => settle(site.runtimes, requireList(body, 'sent').map(sentAgainIn))),
    );
    for (const { definition, runtime } of site.services)
      for (const [name, operation] of Object.entries(definition.operations ?? {}))
        fastify.post(
          `/operator/${definition.path}/${name}`,
          guarded((body) => operation(runtime, body).catch(refused)),
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
   * Leaves the address for the operator's tool. Where the data folder is missing (all stores on servers) or cannot be written to, the
   * process starts without the operator's routes; no folder is made for them.
   */
  open(url: string): void {
    const { data, runtimes, warn } = this.site;
    const services = runtimes.map(({ definition }) => definition.name);
    const file = join(data, OPERATOR_FOLDER, `${services.length === 1 ? services[0] : 'all'}-${process.pid}.json`);
    const address: OperatorAddress = { url, key: this.#key, pid: process.pid, services };
    try {
      mkdirSync(join(data, OPERATOR_FOLDER), { recursive: existsSync(data), mode: 0o700 });
      writeFileSync(file, `${JSON.stringify(address)}\n`, { mode: 0o600 });
      this.#file = file;
    } catch (error) {
      warn('the operator cannot reach this process', { error: textMember(error, 'code') ?? 'unknown' });
    }
  }

  close(): void {
    if (this.#file !== undefined) rmSync(this.#file, { force: true });
  }
}

/** What the operator asked for is refused by a rule; anything else broke. */
function refused(error: unknown): object {
  if (error instanceof Refusal) return { refused: error.code };
  throw error;
}

async function parkedBy(runtimes: readonly ServiceRuntime[]): Promise<{ parked: readonly object[] }> {
  const parked: object[] = [];
  for (const runtime of runtimes)
    for (const one of await deadLettersOf(runtime)) parked.push({ service: runtime.definition.name, ...one });
  return { parked };
}

async function replayParked(runtimes: readonly ServiceRuntime[]): Promise<object> {
  const { parked: before } = await parkedBy(runtimes);
  for (const runtime of runtimes) await runtime.replayParked();
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

function parkedMessageIn(value: unknown): ParkedMessage {
  return {
    id: requireText(value, 'id'),
    source: textMember(value, 'source'),
    sequence: numberMember(value, 'sequence') ?? 0,
  };
}

async function republish(runtimes: readonly ServiceRuntime[], wanted: readonly ParkedMessage[]): Promise<object> {
  const sent: SentAgain[] = [];
  for (const { definition, parkedMessages } of runtimes) {
    const own = wanted.filter(({ source }) => source === definition.name);
    if (own.length > 0) sent.push(...(await parkedMessages.republish(own)));
  }
  return { sent };
}

function sentAgainIn(value: unknown): SentAgain {
  return { id: requireText(value, 'id'), subject: textMember(value, 'subject') ?? null };
}

/** Releases what has arrived, and lists what is still parked. */
async function settle(runtimes: readonly ServiceRuntime[], sent: readonly SentAgain[]): Promise<object> {
  for (const { parkedMessages } of runtimes) await parkedMessages.settle(sent);
  return parkedMessagesOf(runtimes);
}
