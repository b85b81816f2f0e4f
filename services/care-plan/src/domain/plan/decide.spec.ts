import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decide.js';
import type { PlanEvent } from './events.js';

const spec = specify(carePlan);
const NOW = '2026-05-20T09:00:00.000Z';
const opened: PlanEvent = {
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
const published: PlanEvent = {
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
const context = { now: NOW, facts: NO_FACTS };

describe('a person’s statement', () => {
  it('ENG-005: has its reply due in a month, by the end of the corresponding day', () => {
    const attach = { type: 'AttachStatement', about: 'allergies', statement: 'not so' } as const;
    spec
      .given(opened)
      .when(attach, context)
      .then({ type: 'PersonStatementAttached', payload: { replyDueAt: '2026-06-20T22:59:59.999Z' } });
    spec
      .given(opened)
      .when(attach, { ...context, now: '2026-01-31T09:00:00.000Z' })
      .then({ type: 'PersonStatementAttached', payload: { replyDueAt: '2026-02-28T23:59:59.999Z' } });
  });
});

describe('a correction', () => {
  const correct = {
    type: 'RecordCorrection',
    field: 'allergies',
    to: ['penicillin'],
    reason: 'letter',
    appliesToVersions: [1],
  } as const;

  it('ENG-147: says when the person was told: now, unless it was before', () => {
    const given = spec.given(opened, published);
    given.when(correct, context).then({ type: 'PlanCorrectionRecorded', payload: { personToldAt: NOW } });
    given
      .when({ ...correct, personToldAt: '2026-05-19T09:00:00.000Z' }, context)
      .then({ type: 'PlanCorrectionRecorded', payload: { personToldAt: '2026-05-19T09:00:00.000Z' } });
    given
      .when({ ...correct, personToldAt: '2026-05-21T09:00:00.000Z' }, context)
      .refused('FUTURE_DATE', ['personToldAt']);
  });
});

describe('the profile of a new plan', () => {
  const open = (profile?: string | { readonly code: string } | number) =>
    ({
      type: 'OpenPlan',
      planKind: 'provider',
      organisationId: 'O',
      ...(profile === undefined ? {} : { profile }),
    }) as const;
  const at = { ...context, subjects: { O: NO_FACTS } };

  it('is named by its code, alone or in an object; its version is the one in force', () => {
    for (const profile of ['SCO', { code: 'SCO' }])
      spec
        .given()
        .when(open(profile), at)
        .then({ type: 'CarePlanOpened', payload: { profile: { code: 'SCO' } } });
    spec
      .given()
      .when(open(), at)
      .then({ type: 'CarePlanOpened', payload: { profile: { code: 'ENG', version: 2 } } });
    spec.given().when(open('XXX'), at).refused('PROFILE_UNKNOWN');
    spec.given().when(open(7), at).refused('MALFORMED');
  });
});

describe('what no content may be', () => {
  const backwards = { routines: [{ routineId: 'R', what: 'morning', start: '09:00', end: '08:00' }] };
  const given = spec.given(opened);

  it('is refused alike in a draft, a proposal and a provisional plan: a routine that ends before it starts', () => {
    given.when({ type: 'SaveDraft', content: backwards }, context).refused('MALFORMED');
    given.when({ type: 'ProposeVersion', content: backwards }, context).refused('MALFORMED');
    given
      .when({ type: 'PublishProvisional', consentBasis: 'verbal', content: backwards }, context)
      .refused('MALFORMED');
  });
});

describe('suspending and closing', () => {
  const earlier = '2026-05-19T23:00:00.000Z';

  it('is since now, or since before; never since later', () => {
    const given = spec.given(opened, published);
    const suspend = { type: 'SuspendPlan', scope: 'whole', reason: 'hospital' } as const;
    given.when(suspend, context).then({ type: 'PlanSuspended', payload: { from: NOW } });
    given.when({ ...suspend, from: '2026-05-20' }, context).then({ type: 'PlanSuspended', payload: { from: earlier } });
    given.when({ ...suspend, from: '2026-05-21' }, context).refused('FUTURE_DATE', ['from']);
    const close = { type: 'ClosePlan', reason: 'serviceEnded' } as const;
    given.when(close, context).then({ type: 'CarePlanClosed', payload: { closedAt: NOW } });
    given
      .when({ ...close, closedAt: '2026-05-20' }, context)
      .then({ type: 'CarePlanClosed', payload: { closedAt: earlier } });
    given.when({ ...close, closedAt: '2026-05-21' }, context).refused('FUTURE_DATE', ['closedAt']);
  });
});
