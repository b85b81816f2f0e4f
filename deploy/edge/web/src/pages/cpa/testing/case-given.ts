import type { CpaCase } from '../open-case.js';

export const CASE = '3a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';

/** A synthetic case of the CPA. */
export const caseGiven: CpaCase = {
  id: CASE,
  acceptedOn: '2026-01-05',
  at: '2026-05-20T09:00:00.000Z',
  contacts: [{ contactId: 'C', at: '2026-05-01T10:00:00Z', by: 'U', outcome: 'seen', note: 'Well' }],
  coordinatorId: 'U',
  coordinators: [],
  history: [
    {
      level: 'undecided',
      from: 'undecided',
      cause: 'opened',
      effectiveFrom: '2026-01-05T00:00:00Z',
      recordedAt: '2026-01-05T00:00:00Z',
    },
    {
      level: 'standard',
      from: 'undecided',
      cause: 'decided',
      decidedBy: 'U',
      rationale: 'Manages well',
      effectiveFrom: '2026-02-01T00:00:00Z',
      recordedAt: '2026-02-01T00:00:00Z',
    },
  ],
  indicatorProfiles: [
    {
      profileId: '4a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01',
      recordedOn: '2026-01-20',
      leaning: 'leansStandard',
      answers: { S1: 'met', E1: 'notMet' },
      evidence: { S1: 'Seen by one nurse' },
      withoutEvidence: [],
      alwaysShown: [],
      counts: { answered: 2, enhanced: 0, standard: 1 },
      riskRefs: [],
    },
  ],
  level: 'standard',
  levelsAllowed: ['standard', 'enhanced'],
  obligations: [],
  plans: [],
  regionCode: 'R1',
  regions: [],
  revision: 4,
  scheme: 'twoLevel',
  state: 'active',
  teams: [],
};

const { id, acceptedOn, coordinatorId, level, regionCode, revision, state } = caseGiven;
/** The same on a list. */
export const casesGiven = {
  items: [{ id, acceptedOn, coordinatorId, level, regionCode, revision, state, etag: 'E' }],
};
