import { toInstant, localDate } from '@carethread/calendar';
import { fault, malformed, refuse, unknownItems } from '@carethread/contracts';
import type { RecordedOf, Context, Decided } from '@carethread/event-sourcing';
import { present, type Instant, canonicalJson } from '@carethread/ledger';
import { type Scope, lifted, withoutOvertaken, isNothing, withheldAt } from '@carethread/withholding';
import type { CarePlanFacts } from '../facts.js';
import type { PlanEvent } from './events.js';
import { asEffectiveAt } from './in-force.js';
import { actionsOf, actionsAt } from './provided.js';
import type { PlanState } from './state.js';
import {
  type SuspensionCause,
  type Suspender,
  type Suspension,
  type PlanSuspended,
  type PlanResumed,
  SUSPENSION_CAUSES,
  type Held,
} from './suspended.js';

export type SuspendPlan = {
  readonly type: 'SuspendPlan';
  readonly scope: Scope;
  readonly reason: string;
  readonly from?: string;
  readonly cause?: SuspensionCause;
  readonly by?: Suspender;
  readonly withdrawalNo?: number;
};
export type ResumePlan = {
  readonly type: 'ResumePlan';
  readonly scope: Scope;
  readonly reason?: string;
  /** `consent`: the person has restored it. Another: that one alone. Absent: whatever is not the person's to lift. */
  readonly cause?: SuspensionCause;
  readonly withdrawalsKnown?: number;
  readonly from?: string;
};

export function suspendedBy(
  held: readonly Suspension[],
  { payload, meta }: RecordedOf<PlanEvent> & { readonly type: 'PlanSuspended' },
): readonly Suspension[] {
  const { scope, reason, from = meta.recordedAt, suspensionId = meta.id, withdrawalNo } = payload;
  // Before causes were stored, only the platform suspended for withdrawn consent.
  const isConsent = meta.actor.role === 'SY' && reason === 'consentWithdrawn';
  const cause = payload.cause ?? (isConsent ? 'consent' : causeNamed(reason));
  const by: Suspender = payload.by ?? (isConsent ? { kind: 'person' } : { kind: 'staff', id: meta.actor.user });
  const suspension: Suspension = present({
    id: suspensionId,
    cause,
    scope,
    from,
    by,
    lifts: [],
    reason: cause === 'consent' ? undefined : reason,
    withdrawalNo,
  });
  return [...held, suspension];
}

export function resumedBy(
  held: readonly Suspension[],
  { payload, meta }: RecordedOf<PlanEvent> & { readonly type: 'PlanResumed' },
): readonly Suspension[] {
  const { scope, causes, withdrawalsKnown = Infinity, versionNo } = payload;
  return lifted(
    held,
    present({ scope, from: meta.effectiveFrom, versionNo }),
    ({ cause, withdrawalNo = 0 }) =>
      causes === undefined || (causes.includes(cause) && withdrawalNo <= withdrawalsKnown),
  );
}

/** R10: a version that has not begun when a later one is published never begins, and lifts nothing. */
export function afterPublication(held: readonly Suspension[], publishedAt: Instant): readonly Suspension[] {
  return withoutOvertaken(held, publishedAt);
}

export function suspend(
  { scope: wanted, reason, ...command }: SuspendPlan,
  state: PlanState,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const { now, id, actor, occurredAt } = context;
  const cause = command.cause ?? causeNamed(reason);
  const { withdrawalNo } = command;
  const from = command.from === undefined ? occurredAt : toInstant(command.from);
  const by = command.by ?? { kind: 'staff', id: actor.userId };
  if (cause === 'consent') {
    const known = withdrawalNo !== undefined && state.suspensions.some((one) => one.withdrawalNo === withdrawalNo);
    if (known) return [];
  } else mustBeKnown(wanted, state, now);
  if (from > now) refuse('FUTURE_DATE', ['from']);
  if (cause !== 'consent' && localDate(from) < localDate(firstInForce(state) ?? now))
    refuse('TIMESCALE_INVALID', ['from']);
  const scope = wanted === 'whole' ? wanted : [...new Set(wanted)];
  const same = state.suspensions.some(
    (one) =>
      cause !== 'consent' &&
      one.cause === cause &&
      one.lifts.length === 0 &&
      (command.from === undefined || one.from === from) &&
      canonicalJson([one.scope, one.reason ?? '', one.by]) === canonicalJson([scope, reason, by]),
  );
  if (same) return [];
  const payload: PlanSuspended = present({
    planId: id,
    scope,
    reason,
    from: from > now ? now : from,
    suspensionId: context.newId('suspension'),
    cause,
    by,
    withdrawalNo,
  });
  return [{ type: 'PlanSuspended', payload }];
}

export function resume(
  { scope, cause, reason, withdrawalsKnown, from }: ResumePlan,
  state: PlanState,
  { now, id, actor, occurredAt }: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const named = scope === 'whole' ? knownActions(state, now) : scope;
  const held = state.suspensions.filter((one) => !isNothing(withheldAt([one], now, named)));
  if (cause === 'consent') {
    if (!held.some((one) => one.cause === 'consent')) return [];
    const effectiveFrom = from === undefined || from > now ? now : from;
    const payload: PlanResumed = present({ planId: id, scope, causes: [cause], withdrawalsKnown });
    return [{ type: 'PlanResumed', effectiveFrom, payload }];
  }
  mustBeKnown(scope, state, now);
  const own = held.filter((one) => one.cause !== 'consent' && (cause === undefined || one.cause === cause));
  if (own.length === 0) {
    if (cause !== undefined) refuse('STATE_CONFLICT', ['notSuspended', cause]);
    if (held.some((one) => one.cause === 'consent')) refuse('CONSENT_REQUIRED', ['scope']);
    refuse('STATE_CONFLICT', ['notSuspended']);
  }
  if (own.some((one) => occurredAt < one.from)) refuse('TIMESCALE_INVALID', ['occurredAt']);
  const causes = SUSPENSION_CAUSES.filter((one) => own.some((held) => held.cause === one));
  const by = { kind: 'staff', id: actor.userId };
  return [{ type: 'PlanResumed', payload: present({ planId: id, scope, causes, by, reason }) }];
}

/**
 * R6, R8: a version that the person signed after they withdrew lifts the withdrawal for the actions that it holds, from its own
 * `effectiveFrom`; no other cause.
 */
export function consentGivenBy(
  {
    content,
    effectiveFrom,
    versionNo,
    withdrawalsKnown,
  }: {
    readonly content: PlanState['draft'];
    readonly effectiveFrom: Instant;
    readonly versionNo: number;
    readonly withdrawalsKnown?: number;
  },
  { suspensions }: Held,
  planId: string,
): readonly Decided<PlanEvent>[] {
  const scope = actionsOf(content);
  const withdrawn = suspensions.filter(
    ({ cause, withdrawalNo = 0 }) => cause === 'consent' && withdrawalNo <= (withdrawalsKnown ?? Infinity),
  );
  if (withdrawn.every((one) => isNothing(withheldAt([one], effectiveFrom, scope)))) return [];
  const lifts: PlanResumed = { planId, scope, causes: ['consent'], versionNo };
  return [
    {
      type: 'PlanResumed',
      effectiveFrom,
      payload: present({ ...lifts, withdrawalsKnown }),
    },
  ];
}

/** R7: consent was withdrawn after the person signed what is to be published. */
export function isWithdrawnSince({ suspensions }: Held, withdrawalsKnown: number | undefined): boolean {
  return (
    withdrawalsKnown !== undefined && suspensions.some(({ withdrawalNo }) => (withdrawalNo ?? 0) > withdrawalsKnown)
  );
}

function causeNamed(reason: string): SuspensionCause {
  return reason === 'hospital' || reason === 'safety' ? reason : 'other';
}

/** R9: only what is given, or will be, can be suspended or resumed. */
function mustBeKnown(scope: Scope, state: PlanState, now: Instant): void {
  if (firstInForce(state) === undefined) refuse('STATE_CONFLICT', [state.state]);
  if (scope === 'whole') return;
  if (scope.length === 0) malformed(fault('/scope', 'empty', 'names at least one action, or is whole'));
  const known = knownActions(state, now);
  const unknown = unknownItems('scope', scope, (action) => known.includes(action));
  if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
}

/** The actions of the version in force, and of those that have not begun. */
function knownActions(state: PlanState, now: Instant): readonly string[] {
  const upcoming = state.versions.filter(
    ({ versionNo, effectiveFrom }) =>
      effectiveFrom > now &&
      // What a later version has overtaken never begins.
      !state.versions.some((later) => later.versionNo > versionNo && later.publishedAt < effectiveFrom),
  );
  return [
    ...actionsAt(state, now),
    ...upcoming.flatMap((version) => actionsOf(asEffectiveAt(state, version, version.effectiveFrom).content)),
  ];
}

function firstInForce({ versions }: PlanState): Instant | undefined {
  return versions[0]?.effectiveFrom;
}
