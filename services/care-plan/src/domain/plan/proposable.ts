import { addDays, localDate, toDate, toInstant } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { mustBeComplete } from './completeness.js';
import { FAR } from './draft.js';
import { atOnce } from './objections.js';
import type { Opened } from './payloads.js';
import type { PlanState } from './state.js';
import { asEffectiveAt, standingOf } from './in-force.js';
import { mustBePublishable } from './obstacles.js';
import { profileProposedUnder, type Laid, type ProposeVersion } from './proposal.js';
import type { Change, Version } from './version.js';

type PlanContext = Context<CarePlanFacts>;

/** R13, ENG-141: an amendment says why, or what caused it; a first version needs neither. */
export function mustHaveReason(
  { reason, cause, changes: said = [] }: ProposeVersion,
  changes: readonly Change[],
  state: PlanState,
  refuse = atOnce,
): void {
  const first = state.versions.every(({ provisional }) => provisional);
  const caused =
    cause !== undefined && (CAUSES.includes(cause.kind) || (cause.kind === 'review' && cause.id !== undefined));
  const explained = said.length > 0 && said.every((one) => one.reason !== undefined);
  const agreed = changes.some((change) => change.cause !== undefined);
  if (!first && reason === undefined && !caused && !explained && !agreed) refuse('REASON_REQUIRED', ['reason']);
}

const CAUSES = ['emergency', 'transfer', 'correctionOfCare', 'replacement', 'cpaLevel', 'overtaken'];

/** What publication would refuse is refused here, where somebody can still do something about it (R4). */
export function mustBeProposable(
  effectiveFrom: string | undefined,
  { content, start }: Laid,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
  refuse = atOnce,
): void {
  const { facts, now } = context;
  const first = state.versions.length === 0;
  const effectiveOn = effectiveFrom === undefined ? localDate(now) : toDate(effectiveFrom);
  mustBeComplete(
    content,
    {
      planKind: opened.planKind,
      jurisdiction: profileProposedUnder(effectiveFrom, state, opened, now),
      rulePacks: opened.rulePacks,
      organisationId: opened.organisationId,
      personId: context.personId,
      discussions: state.discussions,
      discussed: state.discussed,
      involvement: state.involvement,
      councilNeeds: opened.councilNeeds,
      effectiveOn: start === undefined ? effectiveOn : toDate(start.effectiveFrom),
      first,
      before: start === undefined ? {} : asEffectiveAt(state, start, FAR).content,
    },
    facts,
    refuse,
  );
  mustBePublishable(content, state, opened, context, refuse);
}

/** Two versions cannot be requested for one instant, nor one for a day too far ahead. */
export function mustBeFree(effectiveFrom: string | undefined, state: PlanState, now: Instant, refuse = atOnce): void {
  if (effectiveFrom === undefined) return;
  const at = toInstant(effectiveFrom);
  // One that is requested for today takes effect when it is signed, which is later.
  if (
    at > now &&
    state.versions.some((version) => version.effectiveFrom === at && standingOf(state, version, now) !== 'overtaken')
  )
    refuse('STATE_CONFLICT', ['effectiveFrom']);
  if (toDate(effectiveFrom) > addDays(localDate(now), 28)) refuse('TIMESCALE_INVALID', ['effectiveFrom']);
}

/**
 * No version takes effect before it was agreed. A day before the version that is amended is a slip, and refused; a later one that has
 * passed is kept as it was requested, with the refusal of its publication beside it: it is proposed again for another day.
 */
export function mustComeAfterConsent(
  effectiveFrom: string | undefined,
  start: Version | undefined,
  now: Instant,
  refuse = atOnce,
): void {
  if (!hasPassed(effectiveFrom, now)) return;
  if (start === undefined || toDate(effectiveFrom) < localDate(start.effectiveFrom))
    refuse('EFFECTIVE_BEFORE_CONSENT', ['effectiveFrom']);
}

export function hasPassed(effectiveFrom: string | undefined, now: Instant): effectiveFrom is string {
  return effectiveFrom !== undefined && toDate(effectiveFrom) < localDate(now);
}
