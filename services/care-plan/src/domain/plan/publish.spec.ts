import { decideWith } from '@carethread/event-sourcing';
import { specContext, specify } from '@carethread/event-sourcing/testing';
import type { JsonObject } from '@carethread/ledger';
import { NO_FACTS, type CarePlanFacts, type KnownRisk } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';

const spec = specify(carePlan);
const NOW = '2026-03-10T09:00:00.000Z';
const HASH = 'c'.repeat(64);
const openedAs = (planKind: string, code = 'ENG'): PlanEvent => ({
  type: 'CarePlanOpened',
  payload: {
    planId: 'PL',
    planKind,
    organisationId: 'O',
    profile: { code, version: 2 },
    laws: [],
    rulePacks: [],
    councilNeeds: [],
  },
});
const proposed = (more: object = {}, content: object = { needs: [{ needId: 'n1' }] }): PlanEvent => ({
  type: 'PlanVersionProposed',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    rulePacks: [],
    jurisdiction: 'ENG',
    proposalNo: 1,
    content: content as JsonObject,
    salts: {},
    contentHash: HASH,
    changes: [],
    cause: { kind: 'initial' },
    riskRefs: [],
    author: 'K',
    ...more,
  },
});
const noticeGiven: PlanEvent = { type: 'AccessNoticeGiven', payload: { date: '2026-03-09' } };
const publish = {
  type: 'PublishVersion',
  proposalNo: 1,
  contentHash: HASH,
  signOffId: 'S',
  completedAt: '2026-03-10T08:59:00.000Z',
} as const;
const knowing = (more: Partial<CarePlanFacts> = {}, organisation: object = {}) => ({
  now: NOW,
  facts: { ...NO_FACTS, ...more },
  subjects: { O: { ...NO_FACTS, organisation } },
});
const risk = (more: Partial<KnownRisk> = {}): KnownRisk => ({
  version: 1,
  planId: '00000000-0000-4000-8000-000000000002',
  actionIds: [],
  signed: true,
  signedVersion: 1,
  open: true,
  ...more,
});
const refused = (code: string) => ({ type: 'PublicationRefused', payload: { proposalNo: 1, code } }) as const;

describe('publishing what was signed', () => {
  const ready = spec.given(openedAs('provider'), noticeGiven, proposed());

  it('ENG-028: is of that very content, by that sign-off', () => {
    ready.when(publish, knowing()).then({
      type: 'PlanVersionPublished',
      payload: { versionNo: 1, proposalNo: 1, contentHash: HASH, signOffId: 'S', effectiveFrom: NOW, needIds: ['n1'] },
    });
    ready.when({ ...publish, contentHash: 'd'.repeat(64) }, knowing()).nothing();
    ready.when({ ...publish, proposalNo: 2 }, knowing()).nothing();
    spec
      .given(openedAs('provider'), noticeGiven, proposed(), {
        type: 'ProposalReturned',
        payload: { proposalNo: 1, because: 'refused' },
      })
      .when(publish, knowing())
      .then({ type: 'PublicationRefused', payload: { proposalNo: 1, code: 'STALE_VERSION' } });
  });

  it('ENG-121: says which goals and outcomes it calls met; one that is met is open to review no more', () => {
    const content = {
      needs: [{ needId: 'n1' }],
      goals: [
        { goalId: 'g1', status: 'met' },
        { goalId: 'g2', status: 'active' },
      ],
      outcomes: [{ outcomeId: 'o1', status: 'met' }, { outcomeId: 'o2' }],
    };
    spec
      .given(openedAs('provider'), noticeGiven, proposed({}, content))
      .when(publish, knowing())
      .then({ type: 'PlanVersionPublished', payload: { achievedIds: ['g1', 'o1'], outcomeIds: ['o2'] } });
    const [published] = decideWith(carePlan, publish, ready.state, specContext(knowing()));
    expect(published?.payload).not.toHaveProperty('achievedIds');
  });

  it('ENG-048: waits until the person was told that they can always see it, once', () => {
    const withoutNotice = spec.given(openedAs('provider'), proposed());
    withoutNotice.when(publish, knowing()).then(refused('ACCESS_NOTICE_REQUIRED'));
    spec
      .given(openedAs('provider'), proposed(), {
        type: 'PublicationRefused',
        payload: { planId: 'PL', proposalNo: 1, code: 'ACCESS_NOTICE_REQUIRED' },
      })
      .when(publish, knowing())
      .nothing();
    spec.given(openedAs('localAuthority'), proposed()).when(publish, knowing()).then({ type: 'PlanVersionPublished' });
  });

  it('R25, ENG-029: waits until the person has agreed to each open risk of the plan at the version that stands', () => {
    const linked: PlanEvent = { type: 'RiskLinkedToPlan', payload: { riskId: 'R', version: 2 } };
    const given = spec.given(openedAs('provider'), noticeGiven, proposed(), linked);
    for (const unsigned of [risk({ version: 2 }), risk({ signed: false, signedVersion: 0 })])
      given.when(publish, knowing({ risks: { R: unsigned } })).then(refused('RISK_CONSENT_REQUIRED'));
    for (const agreed of [risk({ version: 2, signedVersion: 2 }), risk({ open: false, signedVersion: 0 })])
      given.when(publish, knowing({ risks: { R: agreed } })).then({ type: 'PlanVersionPublished' });
  });

  it('ENG-071: waits until each open risk of the plan stands on it', () => {
    ready.when(publish, knowing({ risks: { R: risk() } })).then(refused('RISK_NOT_ON_PLAN'));
    ready.when(publish, knowing({ risks: { R: risk({ open: false }) } })).then({ type: 'PlanVersionPublished' });
    ready.when(publish, knowing({ risks: { R: risk({ planId: 'other' }) } })).then({ type: 'PlanVersionPublished' });
    const linked = spec.given(openedAs('provider'), noticeGiven, proposed(), {
      type: 'RiskLinkedToPlan',
      payload: { riskId: 'R', version: 1 },
    });
    linked.when(publish, knowing({ risks: { R: risk() } })).then({ type: 'PlanVersionPublished' });
    linked.when({ type: 'LinkRisk', riskId: 'R', version: 1 }, knowing()).nothing();
    linked
      .when({ type: 'LinkRisk', riskId: 'R', version: 2 }, knowing())
      .then({ type: 'RiskLinkedToPlan', payload: { riskId: 'R', version: 2 } });
  });

  it('takes no effect before it was agreed; on the day of the last signature it does at once', () => {
    const dated = (effectiveFrom: string) => spec.given(openedAs('provider'), noticeGiven, proposed({ effectiveFrom }));
    dated('2026-03-09').when(publish, knowing()).then(refused('EFFECTIVE_BEFORE_CONSENT'));
    dated('2026-03-10')
      .when(publish, knowing())
      .then({ type: 'PlanVersionPublished', payload: { effectiveFrom: NOW } });
    dated('2026-03-16')
      .when(publish, knowing())
      .then({ type: 'PlanVersionPublished', payload: { effectiveFrom: '2026-03-16T00:00:00.000Z' } });
  });

  it('SCOT-001: of a Scottish service names its registration', () => {
    const scottish = spec.given(openedAs('provider', 'SCO'), noticeGiven, proposed());
    scottish.when(publish, knowing()).then(refused('REGISTRATION_REQUIRED'));
    scottish.when(publish, knowing({}, { registrationNo: 'synthetic-1' })).then({ type: 'PlanVersionPublished' });
  });

  it('ENG-131: leaves the versions before it as they were', () => {
    const second = { ...publish, proposalNo: 2, contentHash: 'd'.repeat(64) };
    const published: PlanEvent = {
      type: 'PlanVersionPublished',
      payload: {
        planId: 'PL',
        planKind: 'provider',
        organisationId: 'O',
        versionNo: 1,
        proposalNo: 1,
        contentHash: HASH,
        effectiveFrom: NOW,
        signOffId: 'S',
        changeSummary: 'first version',
        cause: { kind: 'initial' },
        outcomeIds: [],
        needIds: [],
        provision: 0,
      },
    };
    const later = spec.given(
      openedAs('provider'),
      noticeGiven,
      proposed(),
      published,
      proposed({ proposalNo: 2, contentHash: 'd'.repeat(64) }, { whatMatters: 'tea' }),
    );
    later
      .when(second, { ...knowing(), now: '2026-04-01T09:00:00.000Z' })
      .then(
        { type: 'PlanVersionPublished', payload: { versionNo: 2, supersedesVersionNo: 1 } },
        { type: 'PlanVersionSuperseded', payload: { versionNo: 1, supersededBy: 2 } },
        { type: 'DraftRebased', payload: { basedOnVersion: 2, conflicts: [] } },
      );
    expect(later.state.versions).toMatchObject([{ versionNo: 1, content: { needs: [{ needId: 'n1' }] } }]);
  });
});

describe('publishing a CPA plan', () => {
  const content = (more: object = {}) => ({ cpa: { social: 'a club' }, ...more });
  const with_ = (more: object = {}) => spec.given(openedAs('cpa'), proposed({ planKind: 'cpa' }, content(more)));
  const risks = { R: risk({ planId: 'other' }) };

  it('CPA-15: rests on a risk assessment', () => {
    with_().when(publish, knowing()).then(refused('RISK_REQUIRED'));
    with_().when(publish, knowing({ risks })).then({ type: 'PlanVersionPublished' });
  });

  it.each(['enhanced', 'complex'])('CPA-16: at the level %s has a plan for a crisis', (cpaLevel) => {
    with_().when(publish, knowing({ risks, cpaLevel })).then(refused('CRISIS_PLAN_REQUIRED'));
    with_({ contingency: { crisisPlan: 'duty line' } })
      .when(publish, knowing({ risks, cpaLevel }))
      .then({ type: 'PlanVersionPublished' });
    with_({ cpa: { crisisPlan: 'duty line' } })
      .when(publish, knowing({ risks, cpaLevel }))
      .then({ type: 'PlanVersionPublished' });
  });

  it('CPA-16: at the level standard may go without', () => {
    with_()
      .when(publish, knowing({ risks, cpaLevel: 'standard' }))
      .then({ type: 'PlanVersionPublished' });
  });
});
