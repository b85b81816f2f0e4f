import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { ReviewFacts } from '../facts.js';
import type { ReviewState } from './events.js';

/**
 * R33, ENG-124: who still has to be told. A change concerns those whom it names, else the team that carries it out; who took part
 * knows it already. Of a review that changes nothing nobody needs to be told.
 */
export function unbriefed(
  state: ReviewState,
  reviewType: string,
  planId: string,
  context: Context<ReviewFacts>,
): readonly string[] {
  const briefed = new Set(state.briefings.map(({ party }) => party.id));
  // A planning meeting has no outcome; what it came to is told to somebody.
  if (reviewType === 'planningMeeting') return briefed.size === 0 ? ['briefings'] : [];
  const { outcome } = state;
  if (outcome === undefined || outcome.outcome === 'noChange') return [];
  const agreed = outcome.changes.filter(({ agreedByPerson }) => agreedByPerson);
  const named = agreed.flatMap(({ concerns = [] }) => concerns);
  const ofTeam = agreed.length === 0 || agreed.some(({ concerns = [] }) => concerns.length === 0);
  const concerned = [...new Set([...named, ...(ofTeam ? team(planId, context) : [])])];
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
 * Whoever was briefed takes note for themselves, whatever their role: staff as people of the plan's organisation, or of the council.
 * Those who hold the review record it for others.
 */
export function mustBeTheirs(
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
