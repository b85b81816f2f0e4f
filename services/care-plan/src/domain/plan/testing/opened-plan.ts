import { NO_FACTS } from '../../facts.js';
import type { PlanEvent } from '../events.js';

export const NOW = '2026-05-20T09:00:00.000Z';

/** A provider's plan, as it is opened. */
export const opened: Extract<PlanEvent, { readonly type: 'CarePlanOpened' }> = {
  type: 'CarePlanOpened',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    profile: { code: 'ENG', version: 2 },
    laws: [],
    rulePacks: [],
    councilNeeds: [],
  },
};

/** Its provisional version, which holds allergies and nothing else. */
export const published: Extract<PlanEvent, { readonly type: 'ProvisionalPlanPublished' }> = {
  type: 'ProvisionalPlanPublished',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    versionNo: 1,
    proposalNo: 0,
    content: { allergies: [] },
    salts: { allergies: 'ab'.repeat(32) },
    contentHash: 'c'.repeat(64),
    effectiveFrom: '2026-03-02T09:00:00.000Z',
    consentBasis: 'verbal',
    consentPending: true,
    changeSummary: 'provisional plan',
    cause: { kind: 'emergency' },
  },
};

/** Where nothing is known of the person. */
export const context = { now: NOW, facts: NO_FACTS };
/** A keyworker of no organisation. */
export const actor = { userId: 'K', user: 'u', role: 'KW', roles: ['KW'], serviceIds: [], qualifications: [] };
