import { startOfDay } from '@carethread/calendar';
import type { DecideLevel } from '../commands.js';
import { NO_FACTS } from '../../facts.js';
import { answersOf, leaningOf, type Answer } from '../indicators.js';
import { regionId } from '../../region/decider.js';
import { type SchemePeriod } from '../../region/events.js';
import { OPENED, TENANT, type Past } from './opened-case.js';

export const allS: Readonly<Record<string, Answer>> = { S1: 'met', S2: 'met', S3: 'met', S4: 'met', S5: 'met' };
export const noE: Readonly<Record<string, Answer>> = {
  E1: 'notMet',
  E2: 'notMet',
  E3: 'notMet',
  E4: 'notMet',
  E5: 'notMet',
  E6: 'notMet',
  E7: 'notMet',
};
export const seen = (
  profileId: string,
  recordedOn: string,
  given: Readonly<Record<string, Answer>> = { ...allS, E1: 'met', E2: 'met' },
): Past => ({
  type: 'CpaIndicatorsRecorded',
  payload: {
    profileId,
    recordedOn,
    answers: answersOf(given),
    evidence: {},
    riskRefs: [],
    leaning: leaningOf(answersOf(given)),
  },
});
export const decided = (from: string, to: string, effectiveFrom: string): Past => ({
  type: 'CpaLevelDecided',
  payload: {
    caseId: 'C',
    from,
    to,
    effectiveFrom,
    decidedBy: 'CC1',
    rationale: 'synthetic',
    departsFromLeaning: false,
    emergency: false,
  },
  meta: { effectiveFrom: startOfDay(effectiveFrom) },
});
export const twoLevel: SchemePeriod = { scheme: 'twoLevel', from: '2020-01-01' };
export const facts = {
  ...NO_FACTS,
  assessments: { A: { version: 2, kind: 'cpa', completedAt: OPENED } },
  cpaPlans: ['P'],
  reviews: { V: { planId: 'P', reviewType: 'cpa', outcome: 'amend', heldAt: OPENED } },
  risks: { K: 1 },
};
export const knowing = (now: string, ...periods: readonly SchemePeriod[]) => ({
  now,
  facts,
  streams: {
    [`cpaRegion-${regionId(TENANT, 'R1')}`]: { code: 'R1', periods: periods.length === 0 ? [twoLevel] : periods },
  },
});
export const decide = (to: string, more: Partial<DecideLevel> = {}): DecideLevel => ({
  type: 'DecideLevel',
  to,
  rationale: 'synthetic reasons',
  assessmentRef: { id: 'A' },
  ...more,
});
