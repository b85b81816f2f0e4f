import type { PlanEvent } from '../events.js';

/** One of a plan's events, complete: a synthetic version 2 of a provider's plan, and what else is said of it. */
type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

export const versionPublished = (
  more: Partial<Of<'PlanVersionPublished'>['payload']> = {},
): Of<'PlanVersionPublished'> => ({
  type: 'PlanVersionPublished',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    versionNo: 2,
    proposalNo: 2,
    contentHash: 'c'.repeat(64),
    effectiveFrom: '2026-03-02T09:00:00.000Z',
    changeSummary: 'amendment',
    cause: { kind: 'amendment' },
    outcomeIds: [],
    needIds: [],
    provision: 0,
    ...more,
  },
});

export const versionProposed = (
  more: Partial<Of<'PlanVersionProposed'>['payload']> = {},
): Of<'PlanVersionProposed'> => ({
  type: 'PlanVersionProposed',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    rulePacks: [],
    jurisdiction: 'ENG',
    proposalNo: 2,
    content: {},
    salts: {},
    contentHash: 'c'.repeat(64),
    changes: [],
    cause: { kind: 'amendment' },
    riskRefs: [],
    author: 'K',
    ...more,
  },
});

export const amendmentIncomplete: Of<'AmendmentIncomplete'> = {
  type: 'AmendmentIncomplete',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    cause: { kind: 'review', id: 'R' },
    code: 'STALE_VERSION',
    items: ['allergies'],
    changes: [],
  },
};

export const correctionRecorded = (appliesToVersions: readonly number[]): Of<'PlanCorrectionRecorded'> => ({
  type: 'PlanCorrectionRecorded',
  payload: {
    planId: 'PL',
    correctionId: 'C',
    field: 'allergies.l1.name',
    from: 'latex',
    to: 'penicillin',
    reason: 'letter',
    effectiveFrom: '2026-03-02T09:00:00.000Z',
    appliesToVersions,
    personToldAt: '2026-03-02T09:00:00.000Z',
    by: 'K',
    issues: [],
    salts: {},
  },
});
