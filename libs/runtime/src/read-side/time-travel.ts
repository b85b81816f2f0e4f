import { isDate, isInstant, malformed, normalInstant, queryFault, Refusal } from '@carethread/contracts';
import { toInstant } from '@carethread/calendar';
import { keptAs, type AnyDecider } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { ServiceRuntime } from '../service-runtime.js';
import { streamIndex } from './standard-views.js';

export interface KnownState {
  readonly state: unknown;
  readonly revision: number;
  readonly knownAt: Instant;
  /** Whether nothing recorded later can change the answer. */
  readonly final: boolean;
}

/** An instant from a query: a date stands for its local midnight. Throws MALFORMED. */
export function instantFrom(name: string, value: string): Instant {
  if (isDate(value)) return toInstant(value);
  if (isInstant(value)) return normalInstant(value);
  return malformed(queryFault(name, 'format', 'must be an instant such as 2026-03-02T09:00:00Z, or a local date'));
}

/** Waits until what was known at K can no longer change; K after now is refused (model §8.5). */
export async function settledAt(
  runtime: Pick<ServiceRuntime, 'now' | 'log'>,
  knownAt: string | undefined,
): Promise<{ readonly knownAt: Instant; readonly final: boolean }> {
  const now = runtime.now();
  const instant = knownAt === undefined ? now : instantFrom('knownAt', knownAt);
  if (instant > now) throw new Refusal('KNOWN_AT_FUTURE');
  await runtime.log.positionAt(instant);
  return { knownAt: instant, final: instant < now };
}

/** Any stream as known at K, as effective at E: the fold of what was recorded by K and holds by E. */
export async function knownState(
  runtime: Pick<ServiceRuntime, 'now' | 'log' | 'recorded'>,
  decider: AnyDecider,
  id: string,
  knownAt: string | undefined,
  effectiveAt: string | undefined,
): Promise<KnownState> {
  const settled = await settledAt(runtime, knownAt);
  const effective = effectiveAt === undefined ? undefined : instantFrom('effectiveAt', effectiveAt);
  const at = await runtime.recorded.stateAt(decider, id, settled.knownAt, effective);
  return { ...at, ...settled };
}

/** What this service knew of a person at K: its facts as folded from what was recorded by then, its inbox and its own events. */
export async function factsThen<Facts>(runtime: ServiceRuntime, personId: string, knownAt: Instant): Promise<Facts> {
  const { facts: fold } = runtime.definition;
  const streams = await runtime.decisionViews.view(streamIndex).find({ personId });
  const events = (await Promise.all(streams.map(({ key }) => runtime.log.readStream(key)))).flat();
  const opened = await runtime.decoder.openAll(events.filter(({ event }) => event.recordedAt <= knownAt));
  const { tenantId } = await runtime.relations(personId);
  let facts: unknown = fold.initial;
  for (const { facts: published } of opened.toSorted((a, b) => a.position - b.position))
    for (const fact of published)
      // A contract of another tenant than the person's was ignored then, too.
      if (fact.subject === personId && fact.tenantId === tenantId) facts = fold.on[fact.type]?.(facts, fact) ?? facts;
  return keptAs<Facts>(facts);
}
