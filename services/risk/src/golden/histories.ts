import { HISTORY_TENANT, named, ORGANISATION, PERSON, STREAM, type History } from '@carethread/service-kit/testing';
import { NO_FACTS, NO_PLAN } from '../domain/facts.js';

const proposed = {
  command: {
    type: 'ProposeRestriction',
    measure: 'the front door is locked',
    justification: 'left alone the person walks onto the road',
    leastRestrictiveCheck: 'looked at with the family',
    lessRestrictiveOptions: ['a door alarm'],
  },
};
const authorised = {
  command: {
    type: 'AuthoriseRestriction',
    scheme: 'DoLS',
    authorityRef: 'synthetic-authority-1',
    from: '2026-03-02',
    to: '2026-03-08',
    conditions: ['a walk each day'],
    urgent: true,
  },
  role: 'RM',
};
/** Of the proposal above, as the person was asked about it. */
const ASKED = '45491a3fe03f46edd73c77fd0478318ad52b5575f437d2405df4ba251af77c26';
const facts = {
  ...NO_FACTS,
  plans: { [named('plan')]: { ...NO_PLAN, actionIds: [named('action')] } },
  reviews: [named('review')],
};
/** The services that serve the person, as their provider has them registered. */
const inCareHome = {
  ...NO_FACTS,
  services: { [named('episode')]: { providerId: ORGANISATION, serviceId: named('home') } },
};
const subjects = {
  [ORGANISATION]: {
    ...NO_FACTS,
    organisation: {
      tenantId: HISTORY_TENANT,
      jurisdiction: 'ENG',
      services: [{ serviceId: named('home'), setting: 'careHome' }],
    },
  },
};

/** A history of every kind of stream that risk keeps. */
export const histories: readonly History[] = [
  {
    category: 'riskAssessment',
    facts,
    steps: [
      {
        command: {
          type: 'OpenRiskAssessment',
          planId: named('plan'),
          actionIds: [named('action')],
          domain: 'falls',
          framework: 'positiveRisk',
          policyRef: { title: 'Synthetic policy', version: '1' },
        },
      },
      {
        command: {
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
        command: {
          type: 'PlanControls',
          controls: [{ what: 'good shoes', who: 'keyworker', by: '2026-04-01' }],
          noneReasonableBecause: 'nothing more',
        },
      },
      {
        command: {
          type: 'ConcludeRisk',
          conclusion: 'acceptWithControls',
          reasons: 'the aim matters',
          decidedBy: { kind: 'person', id: PERSON, name: 'Synthetic Person', role: 'person' },
          managementPlan: 'look again monthly',
          reviewOn: '2026-06-01',
        },
        role: 'PE',
      },
      { command: { type: 'StaffDissent', view: 'worried' }, role: 'CS' },
      {
        command: {
          type: 'RecordRiskOutcome',
          reviewId: named('review'),
          outcome: 'benefit',
          narrative: 'walked daily',
        },
      },
      { command: { type: 'CloseRisk', reason: 'no longer walks' } },
    ],
  },
  {
    category: 'restriction',
    facts: inCareHome,
    subjects,
    steps: [
      proposed,
      authorised,
      { command: { type: 'ReviewRestriction', stillNeeded: true, changes: 'a longer walk' } },
      { command: { ...authorised.command, from: '2026-03-09', to: '2027-03-08', urgent: false }, role: 'RM' },
      { command: { type: 'EndRestriction', reason: 'the person moved' }, role: 'RM' },
    ],
  },
  {
    category: 'restriction',
    facts: inCareHome,
    subjects,
    steps: [proposed, authorised, { command: { type: 'ExpireRestriction' }, role: 'SY', minutes: 7 * 24 * 60 }],
  },
  {
    category: 'restriction',
    facts: inCareHome,
    subjects,
    steps: [
      proposed,
      authorised,
      { command: { type: 'EndWithService', endedAt: '2026-03-02T09:00:00.000Z' }, role: 'SY', minutes: 5 },
    ],
  },
  {
    category: 'restriction',
    facts: NO_FACTS,
    steps: [proposed, { command: { type: 'AskForConsent' } }],
  },
  {
    category: 'restriction',
    facts: {
      ...NO_FACTS,
      consented: {
        [STREAM]: { signOffId: named('signOff'), contentHash: ASKED, signedAt: '2026-03-02T09:00:00.000Z' },
      },
    },
    steps: [
      proposed,
      { command: { type: 'AskForConsent' } },
      { command: { ...authorised.command, scheme: 'consented', urgent: false }, role: 'RM' },
      { command: { type: 'WithholdRestriction', signOffId: named('signOff') }, role: 'SY' },
    ],
  },
];
