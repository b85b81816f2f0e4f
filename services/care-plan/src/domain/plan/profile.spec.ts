import { PROFILES } from '@carethread/contracts';
import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import type { ProfileChangeApproved } from './payloads.js';
import { profileHolding } from './profile.js';

const spec = specify(carePlan);
const NOW = '2026-05-20T09:00:00.000Z';
const LATER = '2026-06-01';
const FROM = '2026-05-31T23:00:00.000Z';
const lawsOf = (code: string): readonly string[] => PROFILES.find((profile) => profile.code === code)?.laws ?? [];
const ENG = { profile: { code: 'ENG', version: 2 }, laws: lawsOf('ENG') };
const SCO = { profile: { code: 'SCO', version: 1 }, laws: lawsOf('SCO') };
const openedAs = (planKind: string): PlanEvent => ({
  type: 'CarePlanOpened',
  payload: { planId: 'PL', planKind, organisationId: 'O', ...ENG, rulePacks: [], councilNeeds: [] },
});
const changed = (to: typeof ENG, effectiveFrom: string): PlanEvent => ({
  type: 'PlanProfileChanged',
  payload: {
    planId: 'PL',
    organisationId: 'O',
    from: ENG.profile,
    ...to,
    effectiveFrom,
    reason: 'moved',
    approvedBy: ['M', 'N'],
  },
});
const proposed = (proposalNo: number, effectiveFrom?: string): PlanEvent => ({
  type: 'PlanVersionProposed',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    rulePacks: [],
    jurisdiction: 'ENG',
    proposalNo,
    content: {},
    salts: {},
    contentHash: 'c'.repeat(64),
    changes: [],
    cause: { kind: 'initial' },
    riskRefs: [],
    author: 'K',
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
  },
});
const published = (versionNo: number, effectiveFrom: string): PlanEvent => ({
  type: 'PlanVersionPublished',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    versionNo,
    proposalNo: versionNo,
    contentHash: 'c'.repeat(64),
    effectiveFrom,
    signOffId: 'S',
    changeSummary: '',
    cause: { kind: 'initial' },
    outcomeIds: [],
    needIds: [],
    provision: 0,
  },
});
const manager = { userId: 'M', user: 'u', role: 'SM', roles: ['SM'], serviceIds: [], qualifications: [] };
const context = { now: NOW, facts: NO_FACTS, actor: manager };
const change = (more: object = {}) =>
  ({ type: 'ChangeProfile', profile: 'SCO', effectiveFrom: LATER, reason: 'moved', ...more }) as const;

describe('a change of a plan’s profile', () => {
  const plan = spec.given(openedAs('provider'));
  const by = (userId: string, role = 'SM', now = NOW) => ({
    now,
    facts: NO_FACTS,
    actor: { ...manager, userId, role },
  });
  const key = (code: string, date: string = '') => JSON.stringify([code, date]);
  const approved = (more: Partial<ProfileChangeApproved> = {}): PlanEvent => ({
    type: 'ProfileChangeApproved',
    payload: {
      planId: 'PL',
      profile: SCO.profile,
      effectiveOn: LATER,
      reason: 'moved',
      key: key('SCO', LATER),
      by: 'M',
      lapsesAt: '2026-06-17T22:59:59.999Z',
      ...more,
    },
  });
  const once = spec.given(openedAs('provider'), approved());

  it('R24: is approved once by the first who requests it; whom they name changes nothing', () => {
    for (const approvedBy of [undefined, 'N', 'M'])
      plan.when(change({ approvedBy }), context).then({
        type: 'ProfileChangeApproved',
        payload: { profile: SCO.profile, effectiveOn: LATER, by: 'M', lapsesAt: '2026-06-17T22:59:59.999Z' },
      });
  });

  it('R24: the same user again is no second approver, another completes it', () => {
    once.when(change(), context).refused('SECOND_APPROVER_REQUIRED', ['approvedBy']);
    once.when(change({ reason: 'lives in Leith now' }), by('N')).then({
      type: 'PlanProfileChanged',
      payload: {
        from: ENG.profile,
        ...SCO,
        effectiveFrom: FROM,
        reason: 'moved',
        reasons: ['moved', 'lives in Leith now'],
        approvedBy: ['M', 'N'],
      },
    });
  });

  it('R24: of something else, or after 28 days, it is approved once again', () => {
    once.when(change({ profile: { code: 'WAL' } }), by('N')).then({
      type: 'ProfileChangeApproved',
      payload: { profile: { code: 'WAL', version: 1 } },
    });
    once.when(change({ effectiveFrom: '2026-06-02' }), by('N')).then({ type: 'ProfileChangeApproved' });
    const soon = spec.given(openedAs('provider'), approved({ lapsesAt: '2026-05-21T22:59:59.999Z' }));
    soon.when(change(), by('N', 'SM', '2026-05-21T22:59:59.999Z')).then({ type: 'PlanProfileChanged' });
    soon.when(change(), by('N', 'SM', '2026-05-21T23:00:00.000Z')).then({ type: 'ProfileChangeApproved' });
  });

  it('ENG-004: begins when the second approves where no day is named, and never before', () => {
    const anyDay = { effectiveFrom: undefined };
    spec
      .given(openedAs('provider'), approved({ key: key('SCO') }))
      .when(change(anyDay), by('N'))
      .then({ type: 'PlanProfileChanged', payload: { effectiveFrom: NOW } });
    for (const effectiveFrom of ['2026-05-19', '2027-05-22', '2199-12-31'])
      plan.when(change({ effectiveFrom }), context).refused('TIMESCALE_INVALID', ['effectiveFrom']);
  });

  it('ENG-004: is to a profile that there is', () => {
    plan.when(change({ profile: 'FRA' }), context).refused('PROFILE_UNKNOWN', ['profile']);
    plan.when(change({ profile: { version: 3 } }), context).refused('MALFORMED');
    plan.when(change({ profile: 'ENG' }), context).refused('STATE_CONFLICT', ['profile']);
  });

  it('ENG-004: is for a reason, by those who answer for such a plan', () => {
    plan.when(change({ reason: undefined }), context).refused('REASON_REQUIRED', ['reason']);
    plan.when(change(), by('A', 'AS')).refused('ROLE_NOT_PERMITTED');
    for (const [planKind, role] of [
      ['localAuthority', 'AS'],
      ['cpa', 'CC'],
    ] as const)
      spec.given(openedAs(planKind), approved()).when(change(), by('N', role)).then({ type: 'PlanProfileChanged' });
  });
});

describe('what holds', () => {
  const { state } = spec.given(
    openedAs('provider'),
    proposed(1),
    published(1, '2026-03-02T09:00:00.000Z'),
    changed(SCO, FROM),
    proposed(2),
    published(2, '2026-05-21T09:00:00.000Z'),
    proposed(3, LATER),
    published(3, FROM),
  );

  it('ENG-004: an earlier version keeps its stamp, a later one has that of the day on which it takes effect', () => {
    expect(state.versions.map(({ profile }) => profile)).toEqual([ENG.profile, ENG.profile, SCO.profile]);
  });

  it('ENG-004: is the opening’s profile until the day of the change', () => {
    const at = (instant: string) => profileHolding(ENG, state, instant);
    expect(at('2026-05-31T22:59:59.999Z')).toEqual(ENG);
    expect(at(FROM)).toEqual(SCO);
    const again = { profileChanges: [...state.profileChanges, { ...ENG, effectiveFrom: '2026-05-25T00:00:00.000Z' }] };
    expect(profileHolding(SCO, again, '2026-05-26T00:00:00.000Z')).toEqual(ENG);
    expect(profileHolding(SCO, again, FROM)).toEqual(SCO);
  });

  it('ENG-004: a proposal answers to the profile of the day for which it is made', () => {
    const given = spec.given(openedAs('localAuthority'), changed(SCO, FROM));
    const content = {
      needs: [{ needId: 'n1', text: 'washing', eligible: true }],
      outcomes: [{ outcomeId: 'o1', statement: 'bake' }],
      council: { provision: 'visits', advice: 'a group', budget: { total: 3, council: 2, person: 1 } },
    };
    const known = { ...context, facts: { ...NO_FACTS, assessments: [{ assessmentId: 'A', needIds: ['n1'] }] } };
    given
      .when({ type: 'ProposeVersion', content }, known)
      .then({ type: 'PlanVersionProposed', payload: { jurisdiction: 'ENG' } });
    given
      .when({ type: 'ProposeVersion', content, effectiveFrom: LATER }, known)
      .then({ type: 'PlanVersionProposed', payload: { jurisdiction: 'SCO' } });
  });

  it('ENG-004: SCOT-001: a version under Scotland’s profile needs the registration number, one before does not', () => {
    const publish = (completedAt: string) =>
      ({ type: 'PublishVersion', proposalNo: 1, contentHash: 'c'.repeat(64), signOffId: 'S', completedAt }) as const;
    const given = spec.given(
      openedAs('provider'),
      { type: 'AccessNoticeGiven', payload: { date: '2026-05-19' } },
      proposed(1),
      changed(SCO, FROM),
    );
    const organisation = { kind: 'provider', name: 'Synthetic', jurisdiction: 'ENG', councilOperated: false };
    const subjects = { O: { ...NO_FACTS, organisation } };
    given.when(publish(NOW), { ...context, subjects }).then({ type: 'PlanVersionPublished' });
    const then = '2026-06-02T09:00:00.000Z';
    given
      .when(publish(then), { ...context, now: then, subjects })
      .then({ type: 'PublicationRefused', payload: { code: 'REGISTRATION_REQUIRED' } });
  });
});
