import { named, type History } from '@carethread/service-kit/testing';
import { NO_FACTS } from '../domain/facts.js';

const proposed = {
  wish: {
    type: 'ProposeRestriction',
    measure: 'the front door is locked',
    justification: 'left alone the person walks onto the road',
    leastRestrictiveCheck: 'looked at with the family',
    lessRestrictiveOptions: ['a door alarm'],
  },
};
const authorised = {
  wish: {
    type: 'AuthoriseRestriction',
    scheme: 'DoLS',
    authorityRef: 'synthetic-authority-1',
    from: '2026-03-02',
    to: '2026-03-08',
    conditions: ['a walk each day'],
    urgent: true,
  },
};
const inCareHome = { ...NO_FACTS, settings: { [named('episode')]: 'careHome' } };

/** A history of every kind of stream that risk keeps. */
export const histories: readonly History[] = [
  {
    category: 'riskAssessment',
    facts: NO_FACTS,
    steps: [
      {
        wish: {
          type: 'OpenRiskAssessment',
          planId: named('plan'),
          actionIds: [named('action')],
          domain: 'falls',
          framework: 'positiveRisk',
          policyRef: { title: 'Synthetic policy', version: '1' },
        },
      },
      {
        wish: {
          type: 'WeighRisk',
          hazard: 'a fall',
          personsAim: 'to walk',
          personsView: 'worth it',
          supportGiven: 'talked over',
          benefits: ['fresh air'],
          adverseEffects: ['a bruise'],
          likelihood: 2,
          severity: 3,
        },
      },
      {
        wish: {
          type: 'PlanControls',
          controls: [{ what: 'good shoes', who: 'keyworker', by: '2026-04-01' }],
          noneReasonableBecause: 'nothing more',
        },
      },
      {
        wish: {
          type: 'ConcludeRisk',
          conclusion: 'acceptWithControls',
          reasons: 'the aim matters',
          decidedBy: { kind: 'person', id: named('person'), name: 'Synthetic Person', role: 'person' },
          managementPlan: 'look again monthly',
          reviewOn: '2026-06-01',
        },
        role: 'PE',
      },
      { wish: { type: 'StaffDissent', view: 'worried' }, role: 'CS' },
      {
        wish: { type: 'RecordRiskOutcome', reviewId: named('review'), outcome: 'benefit', narrative: 'walked daily' },
      },
      { wish: { type: 'CloseRisk', reason: 'no longer walks' } },
    ],
  },
  {
    category: 'restriction',
    facts: inCareHome,
    steps: [
      proposed,
      authorised,
      { wish: { type: 'ReviewRestriction', stillNeeded: true, changes: 'a longer walk' } },
      { wish: { ...authorised.wish, from: '2026-03-09', to: '2027-03-08', urgent: false } },
      { wish: { type: 'EndRestriction', reason: 'the person moved' } },
    ],
  },
  {
    category: 'restriction',
    facts: inCareHome,
    steps: [proposed, authorised, { wish: { type: 'ExpireRestriction' }, role: 'SY', minutes: 7 * 24 * 60 }],
  },
];
