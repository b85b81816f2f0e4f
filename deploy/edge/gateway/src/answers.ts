import { faultAnswered, isRuleCode, Malformed, REFUSALS, Refusal, type RefusalCode } from '@carethread/contracts';
import { listMember, textMember } from '@carethread/ledger';
import type { FastifyRequest } from 'fastify';
import { ask, type Answered, type Asked, type Question } from './edge.js';

/** The statuses of a service that holds nothing which the caller may read. */
const NOTHING_HERE = new Set([403, 404]);

export function isNothingHere({ status }: Answered): boolean {
  return NOTHING_HERE.has(status);
}

/** What a service refused with, and when it may be asked again where it says so. */
class Passed extends Refusal {
  constructor(
    code: RefusalCode,
    items: readonly string[],
    readonly retryAfter: unknown,
  ) {
    super(code, items);
  }
}

/** For how many seconds to wait, where a service that refused has said so. */
export function waitOf(error: unknown): string | undefined {
  return error instanceof Passed && typeof error.retryAfter === 'string' ? error.retryAfter : undefined;
}

/** What a service refused with, as the gateway's own refusal. */
export function refusalOf({ status, headers, body }: Answered): Refusal {
  const { code } = body;
  const items = itemsOf({ body });
  if (code === 'MALFORMED') return new Malformed(items.flatMap(faultAnswered), textMember(body, 'detail'));
  if (isRuleCode(code)) return new Passed(code, items.map(String), headers['retry-after']);
  return new Refusal(status === 401 ? 'UNAUTHENTICATED' : status >= 500 ? 'UNAVAILABLE' : 'NOT_FOUND');
}

export function itemsOf({ body }: Pick<Answered, 'body'>): readonly unknown[] {
  return listMember(body, 'items');
}

/** How long a service is waited for before the answer goes without it, in milliseconds of real time. */
const PATIENCE_MS = 8_000;
/** How much longer where the caller waits for what another service stored: so long a service waits for it. */
const WAITING_MS = 10_000;

/**
 * Asks a service as `ask` does, for an answer that names who is missing from it: one that does not answer in time, has no connection
 * or breaks is `away`. Throws what it refuses the request with, unless that is that it has nothing for the caller.
 */
export async function askOrMiss(
  edge: Asked,
  request: FastifyRequest,
  question: Question,
  patience = patienceFor(request),
): Promise<Answered | 'away'> {
  let answered: Answered | 'away';
  try {
    answered = await within(patience, ask(edge, request, question));
  } catch (error) {
    if (error instanceof Refusal && REFUSALS[error.code][0] < 500) throw error;
    return 'away';
  }
  if (answered === 'away' || answered.status === 200 || isNothingHere(answered)) return answered;
  // What the caller wants to wait for has not arrived: the service is there.
  if (answered.status < 500 || answered.body['code'] === 'NOT_YET_KNOWN') throw refusalOf(answered);
  return 'away';
}

function patienceFor({ headers: { prefer } }: FastifyRequest): number {
  return prefer?.includes('wait-for=') === true ? PATIENCE_MS + WAITING_MS : PATIENCE_MS;
}

async function within<T>(patience: number, work: Promise<T>): Promise<T | 'away'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
