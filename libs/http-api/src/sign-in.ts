import type { ActingParty, AnyDecider } from '@carethread/event-sourcing';
import { boundedCache, type ServiceRuntime } from '@carethread/runtime';
import { randomUUID } from 'node:crypto';
import type { Caller } from './tokens.js';

/** What a service notes of who calls, in a stream under the caller's pseudonym. */
export interface SignIn {
  readonly decider: AnyDecider;
  /** Undefined where there is nothing to note. */
  command(caller: Caller): { readonly type: string } | undefined;
}

/** How long somebody who could not be noted is passed over, in milliseconds of real time. */
const AGAIN_MS = 60_000;

/**
 * Notes who calls when their token says something that this process has not seen yet; the decider decides whether it is new. A request
 * never fails by it, since it is about something else.
 */
export function signInsOf(runtime: ServiceRuntime, rule: SignIn | undefined): (caller: Caller) => Promise<void> {
  const noted = boundedCache<string, { readonly said: string; readonly until: number }>(10_000);
  return async (caller) => {
    const command = rule?.command(caller);
    if (rule === undefined || command === undefined) return;
    const { tenantId, tokenId, name: _, issuedAt: __, ...party } = caller;
    const who = JSON.stringify([tenantId, party.userId, party.organisationId]);
    // Two tokens of one second say the same, and between them somebody may have left.
    const said = JSON.stringify([tokenId, command]);
    const last = noted.get(who);
    if (last?.said === said && last.until > Date.now()) return;
    const until = await dispatched(runtime, rule.decider, command, { tenantId, party });
    noted.set(who, { said, until });
  };
}

/** Until when there is nothing more to do. */
async function dispatched(
  runtime: ServiceRuntime,
  decider: AnyDecider,
  command: { readonly type: string },
  { tenantId, party }: { readonly tenantId: string; readonly party: Omit<ActingParty, 'user' | 'role'> },
): Promise<number> {
  try {
    const user = runtime.pseudonymOf(await runtime.secret(tenantId), party.userId);
    const commandId = randomUUID();
    const about = { tenantId, personId: null, commandId, correlationId: commandId, causationId: commandId };
    const actor = { ...party, user, role: party.roles[0] ?? '' };
    await runtime.dispatch({ ...about, decider, id: user, command, actor });
    return Number.POSITIVE_INFINITY;
  } catch {
    return Date.now() + AGAIN_MS;
  }
}
