import { uuidV5 } from '@carethread/ledger';
import { HISTORY_TENANT, named, type History } from '@carethread/service-kit/testing';
import type { CpaCaseState } from '../domain/case/state.js';
import { NO_FACTS, type CpaFacts } from '../domain/facts.js';

const ASSESSMENT = named('assessment');
const RISK = named('risk');
const REVIEW = named('review');
const facts: CpaFacts = {
  ...NO_FACTS,
  assessments: { [ASSESSMENT]: { version: 1, kind: 'cpa', completedAt: '2026-03-01T09:00:00.000Z' } },
  risks: { [RISK]: 1 },
  reviews: {
    [REVIEW]: { planId: named('plan'), reviewType: 'cpa', outcome: 'noChange', heldAt: '2026-03-02T09:00:00.000Z' },
  },
  plans: { [named('plan')]: 1 },
  cpaPlans: [named('plan')],
  copies: { [named('copy')]: named('plan') },
};
const regionStream = (code: string): string => `cpaRegion-${uuidV5(HISTORY_TENANT, code)}`;
const streams = {
  [regionStream('R1')]: { code: 'R1', periods: [{ scheme: 'twoLevel', from: '2025-01-01' }] },
  [regionStream('R2')]: { code: 'R2', periods: [{ scheme: 'communityFramework', from: '2025-01-01' }] },
};
const answers = Object.fromEntries([
  ...['S1', 'S2', 'S3', 'S4', 'S5'].map((code) => [code, 'met'] as const),
  ...['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'].map((code) => [code, 'notMet'] as const),
]);
const lastProfile = ({ profiles }: CpaCaseState): string => profiles.at(-1)?.profileId ?? named('none');
const decided = (to: string, more: object = {}) => ({
  command: (state: CpaCaseState) => ({
    type: 'DecideLevel',
    to,
    effectiveFrom: '2026-03-02',
    rationale: 'as seen',
    indicatorProfileId: lastProfile(state),
    assessmentRef: { id: ASSESSMENT, version: 1 },
    reviewId: REVIEW,
    ...more,
  }),
  role: 'CC',
});
const opened = {
  command: {
    type: 'OpenCase',
    acceptedOn: '2026-03-02',
    teamId: named('team'),
    teamSetting: 'community',
    regionCode: 'R1',
    coordinatorId: named('coordinator'),
    interim: true,
  },
  role: 'TM',
};

/** A history of every kind of stream that CPA co-ordination keeps. */
export const histories: readonly History[] = [
  {
    category: 'cpaCase',
    facts,
    streams,
    steps: [
      opened,
      {
        command: {
          type: 'RecordIndicators',
          recordedOn: '2026-03-02',
          answers,
          evidence: { E1: 'none seen', E6: 'none seen' },
          riskRefs: [{ id: RISK, version: 1 }],
        },
        role: 'CC',
      },
      decided('standard'),
      decided('enhanced', { overrideReason: 'known history', emergency: true }),
      { command: { type: 'SetContactInterval', interval: 'P7D' }, role: 'CC' },
      { command: { type: 'LogContact', how: 'visit', outcome: 'seen', note: 'well' }, role: 'CC' },
      {
        command: ({ obligations }: CpaCaseState) => {
          const due = obligations.find(({ status }) => status === 'open');
          return { type: 'MissObligation', kind: due?.kind ?? '', dueAt: due?.dueAt ?? '' };
        },
        role: 'SY',
        minutes: 10 * 24 * 60,
      },
      {
        command: { type: 'ReallocateCoordinator', toUserId: named('another'), reason: 'leave', interim: false },
        role: 'TM',
      },
      {
        command: { type: 'MoveTeam', teamId: named('other team'), teamSetting: 'inpatient', reason: 'ward' },
        role: 'TM',
      },
      ...[1, 2].map(() => ({
        command: ({ expectation }: CpaCaseState) => ({
          type: 'LapseContact',
          expectedBy: expectation?.expectedBy ?? '',
        }),
        role: 'SY',
        minutes: 10 * 24 * 60,
      })),
      { command: { type: 'MoveRegion', to: 'R2', reason: 'moved house' }, role: 'TM' },
      {
        command: {
          type: 'Discharge',
          reason: 'well',
          onwardContact: 'the practice',
          riskReviewId: RISK,
          planCopyId: named('copy'),
        },
        role: 'CC',
      },
    ],
  },
  {
    category: 'cpaCase',
    facts,
    streams: {
      [regionStream('R1')]: {
        code: 'R1',
        periods: [
          { scheme: 'twoLevel', from: '2025-01-01', to: '2026-03-09' },
          { scheme: 'singleComplex', from: '2026-03-10' },
        ],
      },
    },
    steps: [
      opened,
      {
        command: {
          type: 'RecordIndicators',
          answers,
          riskRefs: [{ id: RISK, version: 1 }],
          evidence: { E1: 'none', E6: 'none' },
        },
        role: 'CC',
      },
      decided('standard'),
      { command: { type: 'ResetLevel', regionCode: 'R1', effectiveFrom: '2026-03-10' }, role: 'SY' },
      {
        command: {
          type: 'BringLevelDecisionForward',
          reviewId: REVIEW,
          heldAt: '2026-03-12T09:00:00.000Z',
          closedAt: '2026-03-12T10:00:00.000Z',
        },
        role: 'SY',
        minutes: 11 * 24 * 60,
      },
      { command: { type: 'CloseForDeath' }, role: 'SY' },
    ],
  },
  {
    category: 'cpaRegion',
    personless: true,
    steps: [
      {
        command: {
          type: 'SetRegionScheme',
          code: 'R1',
          period: { scheme: 'twoLevel', from: '2025-01-01', source: 'notice' },
        },
        role: 'PA',
      },
      {
        command: {
          type: 'SetRegionScheme',
          code: 'R1',
          period: { scheme: 'singleComplex', from: '2026-10-01', to: '2027-10-01', complexDefinition: 'as supplied' },
        },
        role: 'PA',
      },
    ],
  },
  {
    category: 'coordinator',
    personless: true,
    steps: [{ command: { type: 'DeactivateCoordinator', cases: [], reason: 'left' }, role: 'TM' }],
  },
];
