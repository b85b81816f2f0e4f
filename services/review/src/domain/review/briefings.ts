import { fault, malformed, normalInstant, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { ReviewFacts } from '../facts.js';
import { mustBeNoOther } from '../party.js';
import type { CommandOf } from './commands.js';
import type { ReviewEvent } from './events.js';
import { mustName } from './participants.js';
import { mustBeHeld, scheduledIn, type ReviewState } from './state.js';

export function briefStakeholder(
  { type: _, issuedAt: at, ...briefing }: CommandOf<'BriefStakeholder'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  mustBeHeld(state);
  mustName(briefing.party);
  mustBeNoOther(briefing.party, 'party', context);
  const issuedAt = normalInstant(at ?? context.now);
  if (issuedAt > context.now) refuse('FUTURE_DATE', ['issuedAt']);
  if (issuedAt < (state.startedAt ?? '')) refuse('TIMESCALE_INVALID', ['issuedAt']);
  // A change is explained in words; that nothing changed needs none.
  const changed = state.outcome !== undefined && state.outcome.outcome !== 'noChange';
  if (changed && briefing.changesForThem === undefined && briefing.actionNeeded === undefined)
    malformed(fault('/changesForThem', 'empty', 'say what changes for them, or what they need to do'));
  return [{ type: 'StakeholderBriefed', payload: { ...briefing, issuedAt } }];
}

export function acknowledgeBriefing(
  command: CommandOf<'AcknowledgeBriefing'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  mustBeTheirs(command, scheduledIn(state).planId, context);
  const briefings = state.briefings.filter(({ party }) => party.id === command.partyId);
  const [{ party } = refuse('NOT_FOUND')] = briefings;
  return briefings.every(({ acknowledgedAt }) => acknowledgedAt !== undefined)
    ? []
    : [{ type: 'BriefingAcknowledged', payload: { party, at: context.now } }];
}

/**
 * R33, ENG-124: who is still to be briefed. A change concerns those whom it names, else the team that carries it out; who took part
 * knows it already. A review that changes nothing needs no briefing.
 */
export function unbriefed(
  state: ReviewState,
  reviewType: string,
  planId: string,
  context: Context<ReviewFacts>,
): readonly string[] {
  const briefed = new Set(state.briefings.map(({ party }) => party.id));
  // A planning meeting has no outcome; somebody is briefed on what it came to.
  if (reviewType === 'planningMeeting') return briefed.size === 0 ? ['briefings'] : [];
  const { outcome } = state;
  if (outcome === undefined || outcome.outcome === 'noChange') return [];
  const agreed = outcome.changes.filter(({ agreedByPerson }) => agreedByPerson);
  const named = agreed.flatMap(({ concerns = [] }) => concerns);
  const concernsTeam = agreed.length === 0 || agreed.some(({ concerns = [] }) => concerns.length === 0);
  const ofTeam = concernsTeam ? team(planId, context) : [];
  const concerned = [...new Set([...named, ...ofTeam])];
  const knows = new Set([
    state.chair?.id,
    ...state.attendance.filter(({ present }) => present).map(({ party }) => party.id),
  ]);
  const left = concerned.filter((id) => !knows.has(id) && !briefed.has(id));
  return concerned.length === 0 && briefed.size === 0 ? ['briefings'] : left;
}

function team(planId: string, { facts }: Context<ReviewFacts>): readonly string[] {
  const organisationId = facts.plans[planId]?.organisationId;
  return Object.values(facts.teams)
    .filter((one) => one.open && one.organisationId === organisationId)
    .flatMap(({ keyworkerId, members }) => [keyworkerId, ...members]);
}

/**
 * A party who was briefed takes note for themselves, whatever their role: staff as people of the plan's organisation, or of the council.
 * Those who hold the review record it for others.
 */
function mustBeTheirs(
  { partyId, forOthers = false }: { readonly partyId: string; readonly forOthers?: boolean },
  planId: string,
  { actor, facts }: Context<ReviewFacts>,
): void {
  if (forOthers) return;
  if (partyId !== actor.userId && partyId !== actor.personId) refuse('ROLE_NOT_PERMITTED');
  const { organisationId, role } = actor;
  const of = facts.plans[planId]?.organisationId;
  if (organisationId !== undefined && role !== 'AS' && organisationId !== of) refuse('NOT_FOUND');
}
