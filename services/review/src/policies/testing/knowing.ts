import { specMeta } from '@carethread/event-sourcing/testing';
import type { SpecReader } from '@carethread/runtime/testing';
import { NO_FACTS, type KnownPlan, type ReviewFacts } from '../../domain/facts.js';

/** The id of every message in these specifications, and the person and instant of each. */
export const MESSAGE = specMeta.id;
export const PERSON = specMeta.personId ?? '';
export const NOW = specMeta.recordedAt;
/** Before that. */
export const EARLIER = '2026-02-10T09:00:00.000Z';

/** A provider's plan in Scotland that has not been published; synthetic. */
export const plan: KnownPlan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'SCO',
  rulePacks: [],
  versionNo: 0,
  outcomeIds: [],
  needIds: [],
  actionIds: ['a1'],
};
export const cpaPlan: KnownPlan = { ...plan, planKind: 'cpa' };
export const councilPlan: KnownPlan = { ...plan, planKind: 'localAuthority' };

/** What review knows of the person: this plan, unless it says otherwise. */
export function knowing(more: Partial<ReviewFacts> = {}): SpecReader {
  return { initial: NO_FACTS, facts: { [PERSON]: { ...NO_FACTS, plans: { PL: plan }, ...more } } };
}

/** An agreement and a start of the service of organisation O. */
export const agreement = {
  episodeId: 'E',
  providerId: 'O',
  agreedAt: EARLIER,
  serviceType: 'care at home',
  setting: 'home',
  commissioner: 'council',
  councilOperated: false,
  jurisdiction: 'SCO',
};
export const start = { episodeId: 'E', providerId: 'O', startedAt: EARLIER, emergency: false };
/** That service as it is known: begun, and ended. */
export const begun = { providerId: 'O', agreedAt: EARLIER, startedAt: EARLIER };
export const over = { ...begun, endedBecause: 'completed' };
