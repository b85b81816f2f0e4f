import type { Instant } from '@carethread/ledger';
import type { KnownEpisode, KnownPlan, ReviewFacts } from '../facts.js';
import { jurisdictionOf } from '../profile-in-force.js';
import type { CommandOf } from './commands.js';

type Episode = KnownEpisode & { readonly episodeId: string };
type Oblige = CommandOf<'Oblige'>;

/** R15: the provider's stretches of service that have not ended, the earliest first. */
export function openEpisodes(providerId: string, episodes: Readonly<Record<string, KnownEpisode>>): readonly Episode[] {
  return Object.entries(episodes)
    .filter(([, episode]) => episode.providerId === providerId && episode.endedBecause === undefined)
    .map(([episodeId, episode]) => ({ episodeId, ...episode }))
    .sort((one, other) => begun(one).localeCompare(begun(other)));
}

function begun({ startedAt, agreedAt }: KnownEpisode): Instant {
  return startedAt ?? agreedAt ?? '';
}

/** The open plans under which a provider serves the person. A CPA plan stands under its case and not under a service. */
export function plansServedBy(
  providerId: string,
  plans: Readonly<Record<string, KnownPlan>>,
): readonly (readonly [string, KnownPlan])[] {
  return Object.entries(plans).filter(
    ([, { planKind, organisationId, closed }]) =>
      planKind !== 'localAuthority' && planKind !== 'cpa' && organisationId === providerId && closed !== true,
  );
}

/** CPA-37: a level that was raised in an emergency is reviewed with the CPA plan, whichever of the two is known first. */
export function emergencyReview(plan: KnownPlan, raised: ReviewFacts['raisedInEmergency']): Oblige | undefined {
  return plan.planKind !== 'cpa' || plan.closed === true || raised === undefined
    ? undefined
    : { type: 'Oblige', kind: 'emergencyLevelReview', trigger: raised.at, name: raised.id };
}

/** ENG-086: the first planning meeting is due seven days after a service was agreed. */
export function firstMeeting(plan: KnownPlan, episodes: readonly Episode[]): Oblige | undefined {
  const agreed = episodes.find(({ agreedAt }) => agreedAt !== undefined);
  return plan.planKind !== 'provider' || agreed?.agreedAt === undefined
    ? undefined
    : { type: 'Oblige', kind: 'firstPlanningMeeting', trigger: agreed.agreedAt, name: agreed.episodeId };
}

/** SCOT-019, R35: the personal plan is due 28 days from the first day of service, whichever of plan and service is known first. */
export function personalPlan(plan: KnownPlan, episodes: readonly Episode[], at: Instant): Oblige | undefined {
  const started = episodes.find(({ startedAt }) => startedAt !== undefined);
  if (plan.planKind !== 'provider' || plan.versionNo > 0 || jurisdictionOf(plan, at) !== 'SCO') return undefined;
  return started?.startedAt === undefined
    ? undefined
    : { type: 'Oblige', kind: 'personalPlan', trigger: started.startedAt, name: started.episodeId };
}
