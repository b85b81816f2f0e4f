import { decideIn, specContext, specify, type Past } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import type { PlanResumed, PlanSuspended } from './suspended.js';
import { stateAt, suspensionsAt, withheldFrom } from './provided.js';
import { NOW, opened } from './testing/opened-plan.js';

const spec = specify(carePlan);
const LATER = '2026-06-20T09:00:00.000Z';
const content = (...ids: readonly string[]) => ({ actions: ids.map((actionId) => ({ actionId, what: 'care' })) });
const proposed = (proposalNo: number, ...ids: readonly string[]): PlanEvent => ({
  type: 'PlanVersionProposed',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    rulePacks: [],
    jurisdiction: 'ENG',
    proposalNo,
    content: content(...ids),
    salts: {},
    contentHash: `hash ${proposalNo}`,
    changes: [],
    cause: { kind: 'amendment' },
    riskRefs: [],
    author: 'K',
  },
});
const published = (versionNo: number, effectiveFrom = '2026-04-01T09:00:00.000Z'): Past<PlanEvent> => ({
  type: 'PlanVersionPublished',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    versionNo,
    proposalNo: versionNo,
    contentHash: `hash ${versionNo}`,
    effectiveFrom,
    signOffId: 'S',
    changeSummary: '',
    cause: { kind: 'amendment' },
    outcomeIds: [],
    needIds: [],
    provision: 2,
  },
  meta: { recordedAt: effectiveFrom < NOW ? effectiveFrom : NOW },
});
const first = [opened, proposed(1, 'a1', 'a2', 'a3'), published(1)];
const suspended = (cause: PlanSuspended['cause'], scope: PlanSuspended['scope'], withdrawalNo?: number): PlanEvent => ({
  type: 'PlanSuspended',
  payload: {
    planId: 'PL',
    scope,
    reason: cause === 'consent' ? 'consentWithdrawn' : String(cause),
    from: '2026-05-01T09:00:00.000Z',
    suspensionId: `s-${cause}`,
    by: { kind: 'staff', id: 'M' },
    ...(cause === undefined ? {} : { cause }),
    ...(withdrawalNo === undefined ? {} : { withdrawalNo }),
  },
});
const resumed = (payload: Omit<PlanResumed, 'planId'>, effectiveFrom = NOW): Past<PlanEvent> => ({
  type: 'PlanResumed',
  payload: { planId: 'PL', ...payload },
  meta: { effectiveFrom },
});
const manager = { userId: 'M', user: 'u', role: 'SM', roles: ['SM'], serviceIds: [], qualifications: [] };
const context = { now: NOW, facts: NO_FACTS, actor: manager };
const platform = { ...context, actor: { ...manager, role: 'SY', roles: ['SY'] } };
const withheld = (state: PlanState, at = NOW) => withheldFrom(state, at);

describe('suspending', () => {
  const running = spec.given(...first);

  it('R6: says why, by whom and since when; a cause is named, or the reason names it', () => {
    running.when({ type: 'SuspendPlan', scope: 'whole', reason: 'hospital' }, context).then({
      type: 'PlanSuspended',
      payload: { scope: 'whole', cause: 'hospital', reason: 'hospital', from: NOW, by: { kind: 'staff', id: 'M' } },
    });
    running
      .when({ type: 'SuspendPlan', scope: ['a1'], reason: 'the hoist broke', cause: 'safety' }, context)
      .then({ type: 'PlanSuspended', payload: { cause: 'safety', reason: 'the hoist broke' } });
    running
      .when({ type: 'SuspendPlan', scope: ['a1'], reason: 'on holiday' }, context)
      .then({ type: 'PlanSuspended', payload: { cause: 'other' } });
  });

  it('R9: names what is given or will be, on a plan that runs', () => {
    const suspend = { type: 'SuspendPlan', scope: ['nope'], reason: 'hospital' } as const;
    running.when(suspend, context).refused('REFERENCE_NOT_FOUND', ['scope.0']);
    running
      .when({ ...suspend, scope: [] }, context)
      .refused('MALFORMED', ['/scope: names at least one action, or is whole']);
    const amended = spec.given(...first, proposed(2, 'a1', 'a9'), published(2, LATER));
    amended.when({ ...suspend, scope: ['a9'] }, context).then({ type: 'PlanSuspended' });
    const replaced = spec.given(...first, proposed(2, 'a1'), published(2, '2026-05-02T09:00:00.000Z'));
    replaced.when({ ...suspend, scope: ['a3'] }, context).refused('REFERENCE_NOT_FOUND', ['a3']);
    spec
      .given(opened)
      .when({ ...suspend, scope: 'whole' }, context)
      .refused('STATE_CONFLICT', ['draft']);
    const closed = spec.given(...first, {
      type: 'CarePlanClosed',
      payload: { planId: 'PL', organisationId: 'O', reason: 'serviceEnded', closedAt: NOW },
    });
    closed.when({ ...suspend, scope: 'whole' }, context).refused('STATE_CONFLICT', ['closed']);
    closed.when({ ...suspend, scope: 'whole', cause: 'consent' }, platform).nothing();
    closed.when({ type: 'ResumePlan', scope: 'whole' }, context).refused('STATE_CONFLICT', ['closed']);
  });

  it('begins neither before the plan did nor ahead', () => {
    const suspend = { type: 'SuspendPlan', scope: 'whole', reason: 'hospital' } as const;
    running.when({ ...suspend, from: '2026-03-31' }, context).refused('TIMESCALE_INVALID', ['from']);
    running.when({ ...suspend, from: '2026-05-21' }, context).refused('FUTURE_DATE', ['from']);
    running
      .when({ ...suspend, from: '2026-04-01' }, context)
      .then({ type: 'PlanSuspended', payload: { from: '2026-03-31T23:00:00.000Z' } });
  });

  it('the same again is already so, for another reason or cause it is not', () => {
    const twice = spec.given(...first, suspended('hospital', 'whole'));
    twice.when({ type: 'SuspendPlan', scope: 'whole', reason: 'hospital' }, context).nothing();
    twice.when({ type: 'SuspendPlan', scope: ['a1'], reason: 'hospital' }, context).then({ type: 'PlanSuspended' });
    twice.when({ type: 'SuspendPlan', scope: 'whole', reason: 'safety' }, context).then({ type: 'PlanSuspended' });
    const suspend = { type: 'SuspendPlan', scope: ['a1'], reason: 'consentWithdrawn', cause: 'consent' } as const;
    const withdrawn = spec.given(...first, suspended('consent', ['a1'], 1));
    withdrawn.when({ ...suspend, withdrawalNo: 1 }, platform).nothing();
    withdrawn
      .when({ ...suspend, withdrawalNo: 2 }, platform)
      .then({ type: 'PlanSuspended', payload: { withdrawalNo: 2 } });
  });
});

describe('what is withheld', () => {
  it('the same again is another, since another time, once it was lifted, or of another cause', () => {
    const held = suspended('hospital', ['a1']);
    const again = { type: 'SuspendPlan', scope: ['a1'], reason: 'hospital', cause: 'hospital' } as const;
    const since = '2026-05-01T09:00:00.000Z';
    const given = spec.given(...first, held);
    given.when(again, context).nothing();
    given.when({ ...again, from: since }, context).nothing();
    given.when({ ...again, from: '2026-05-02T09:00:00.000Z' }, context).then({ type: 'PlanSuspended' });
    given.when({ ...again, cause: 'safety' }, context).then({ type: 'PlanSuspended', payload: { cause: 'safety' } });
    spec
      .given(...first, held, resumed({ scope: ['a1'], causes: ['hospital'] }))
      .when(again, context)
      .then({ type: 'PlanSuspended' });
  });

  it('R6: is the union of all causes; the head names each', () => {
    const { state } = spec.given(...first, suspended('consent', ['a3'], 1), suspended('hospital', ['a1', 'a3']));
    expect(withheld(state)).toEqual(['a1', 'a3']);
    expect(suspensionsAt(state, NOW)).toEqual([
      {
        id: 's-consent',
        cause: 'consent',
        scope: ['a3'],
        from: '2026-05-01T09:00:00.000Z',
        by: { kind: 'staff', id: 'M' },
      },
      {
        id: 's-hospital',
        cause: 'hospital',
        scope: ['a1', 'a3'],
        from: '2026-05-01T09:00:00.000Z',
        by: { kind: 'staff', id: 'M' },
        reason: 'hospital',
      },
    ]);
    expect(withheld(state, '2026-04-30T09:00:00.000Z')).toEqual([]);
  });

  it('R6: a1 suspended for hospital, version 2 signed: still withheld', () => {
    const { state } = spec.given(
      ...first,
      suspended('hospital', ['a1']),
      proposed(2, 'a1', 'a2'),
      published(2, '2026-05-10T09:00:00.000Z'),
      resumed({ scope: ['a1', 'a2'], causes: ['consent'], versionNo: 2 }, '2026-05-10T09:00:00.000Z'),
    );
    expect(withheld(state)).toEqual(['a1']);
  });

  it('R6: hospital (whole), a3 withdrawn and restored: suspended', () => {
    const { state } = spec.given(
      ...first,
      suspended('hospital', 'whole'),
      suspended('consent', ['a3'], 1),
      resumed({ scope: ['a3'], causes: ['consent'] }),
    );
    expect([withheld(state), stateAt(state, NOW)]).toEqual(['whole', 'suspended']);
    expect(suspensionsAt(state, NOW).map(({ cause }) => cause)).toEqual(['hospital']);
  });

  it('R8: what was withdrawn comes back on the day of the version that was signed since, and the plan is active again', () => {
    const { state } = spec.given(
      ...first,
      suspended('consent', 'whole', 1),
      proposed(2, 'a1', 'a2'),
      published(2, LATER),
      resumed({ scope: ['a1', 'a2'], causes: ['consent'], versionNo: 2, withdrawalsKnown: 1 }, LATER),
    );
    expect([withheld(state), stateAt(state, NOW)]).toEqual(['whole', 'suspended']);
    expect([withheld(state, LATER), stateAt(state, LATER)]).toEqual([[], 'active']);
  });

  it('what was stored before causes were kept is lifted by whatever resumed it, and identified by who stored it', () => {
    const stored = { planId: 'PL', scope: ['a1'], reason: 'consentWithdrawn' };
    const byPlatform: Past<PlanEvent> = {
      type: 'PlanSuspended',
      payload: stored,
      meta: { actor: { user: 'P', role: 'SY' } },
    };
    const byManager: Past<PlanEvent> = {
      type: 'PlanSuspended',
      payload: stored,
      meta: { actor: { user: 'U', role: 'SM' } },
    };
    const { state } = spec.given(...first, byPlatform, byManager);
    expect(suspensionsAt(state, NOW).map(({ cause, by }) => [cause, by])).toEqual([
      ['consent', { kind: 'person' }],
      ['other', { kind: 'staff', id: 'U' }],
    ]);
    expect(withheld(spec.given(...first, byPlatform, byManager, resumed({ scope: 'whole' })).state)).toEqual([]);
  });
});

describe('resuming', () => {
  const resume = { type: 'ResumePlan', scope: 'whole' } as const;

  it('R6: lifts every cause but withdrawn consent, or the one that is named', () => {
    const both = spec.given(
      ...first,
      suspended('hospital', 'whole'),
      suspended('safety', ['a1']),
      suspended('consent', ['a2'], 1),
    );
    both.when({ ...resume, reason: 'home again' }, context).then({
      type: 'PlanResumed',
      payload: { scope: 'whole', causes: ['hospital', 'safety'], reason: 'home again', by: { kind: 'staff', id: 'M' } },
    });
    both
      .when({ ...resume, cause: 'hospital' }, context)
      .then({ type: 'PlanResumed', payload: { causes: ['hospital'] } });
    const { state } = spec.given(
      ...first,
      suspended('hospital', 'whole'),
      suspended('consent', ['a2'], 1),
      resumed({ scope: 'whole', causes: ['hospital'] }),
    );
    expect(withheld(state)).toEqual(['a2']);
  });

  it('R6: the manager resumes nothing that only withdrawn consent withholds', () => {
    const withdrawn = spec.given(...first, suspended('consent', 'whole', 1), suspended('hospital', ['a1']));
    withdrawn.when({ ...resume, scope: ['a2'] }, context).refused('CONSENT_REQUIRED', ['scope']);
    withdrawn
      .when({ ...resume, scope: ['a1', 'a2'] }, context)
      .then({ type: 'PlanResumed', payload: { causes: ['hospital'] } });
    withdrawn.when({ ...resume, scope: ['nope'] }, context).refused('REFERENCE_NOT_FOUND', ['scope.0']);
    // A cause that is named and withholds nothing is not the person's consent.
    for (const cause of ['safety', 'other'] as const)
      withdrawn.when({ ...resume, cause }, context).refused('STATE_CONFLICT', ['notSuspended', cause]);
    withdrawn
      .when({ ...resume, scope: ['a2'], cause: 'hospital' }, context)
      .refused('STATE_CONFLICT', ['notSuspended', 'hospital']);
    spec
      .given(...first)
      .when(resume, context)
      .refused('STATE_CONFLICT', ['notSuspended']);
    const back = resumed({ scope: ['a1', 'a2', 'a3'], causes: ['consent'], versionNo: 2 });
    spec
      .given(...first, suspended('consent', 'whole', 1), back)
      .when(resume, context)
      .refused('STATE_CONFLICT', ['notSuspended']);
  });

  it('R6: part of a whole comes back, the rest stays', () => {
    const { state } = spec.given(
      ...first,
      suspended('hospital', 'whole'),
      resumed({ scope: ['a2'], causes: ['hospital'] }),
    );
    expect([withheld(state), stateAt(state, NOW)]).toEqual([['a1', 'a3'], 'active']);
  });

  it('R6: what the person restored is lifted from the same instant, as far as it was withdrawn by then', () => {
    const restored = '2026-05-20T08:59:00.000Z';
    const restore = { ...resume, cause: 'consent', from: restored, withdrawalsKnown: 1 } as const;
    spec
      .given(...first, suspended('hospital', 'whole'))
      .when(restore, platform)
      .nothing();
    const withdrawn = spec.given(...first, suspended('consent', ['a1'], 1), suspended('consent', ['a2'], 2));
    withdrawn
      .when(restore, platform)
      .then({ type: 'PlanResumed', payload: { causes: ['consent'], withdrawalsKnown: 1 } });
    const { state } = spec.given(
      ...first,
      suspended('consent', ['a1'], 1),
      suspended('consent', ['a2'], 2),
      resumed({ scope: 'whole', causes: ['consent'], withdrawalsKnown: 1 }, restored),
    );
    expect(withheld(state)).toEqual(['a2']);
  });
});

describe('publishing after a withdrawal', () => {
  const publish = {
    type: 'PublishVersion',
    proposalNo: 2,
    contentHash: 'hash 2',
    signOffId: 'S2',
    completedAt: NOW,
  } as const;
  const signed = [...first, suspended('consent', ['a1'], 1), suspended('hospital', ['a2']), proposed(2, 'a1', 'a2')];
  const about = { ...context, subjects: { O: { ...NO_FACTS, organisation: {} } } };

  it('R7: what the person signed before they withdrew is not published', () => {
    spec
      .given(...signed)
      .when({ ...publish, withdrawalsKnown: 0 }, about)
      .then({ type: 'PublicationRefused', payload: { proposalNo: 2, code: 'CONSENT_REQUIRED' } });
  });

  it('R6: what they signed after it lifts the withdrawal for the actions it holds, and nothing else', () => {
    spec
      .given(...signed)
      .when({ ...publish, withdrawalsKnown: 1 }, about)
      .then(
        { type: 'PlanVersionPublished', payload: { versionNo: 2 } },
        { type: 'PlanVersionSuperseded' },
        {
          type: 'PlanResumed',
          payload: { scope: ['a1', 'a2'], causes: ['consent'], versionNo: 2, withdrawalsKnown: 1 },
        },
        { type: 'DraftRebased' },
      );
  });
});

describe('after a death', () => {
  it.each([
    { type: 'ProposeVersion' },
    { type: 'SuspendPlan', scope: 'whole', reason: 'hospital' },
    { type: 'PublishVersion', proposalNo: 1, contentHash: 'hash 1', signOffId: 'S', completedAt: NOW },
    { type: 'PublishProvisional', consentBasis: 'verbal' },
  ] as const)('R38: $type is refused', (command) => {
    spec
      .given(...first)
      .when(command, { ...context, facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });
});

describe('a suspension that is made again', () => {
  /** What may come between, each of which may have ended a part of the first. */
  const between: readonly Past<PlanEvent>[] = [
    resumed({ scope: ['a1'], causes: ['hospital'] }),
    resumed({ scope: 'whole', causes: ['consent'] }),
    suspended('safety', ['a2']),
    published(2, LATER),
  ];
  const after: readonly Past<PlanEvent>[] = [
    resumed({ scope: ['a2'], causes: ['hospital'] }),
    resumed({ scope: 'whole', causes: ['safety'] }),
  ];
  const orders = <One>(of: readonly One[]): readonly (readonly One[])[] => [
    [],
    ...of.flatMap((one, index) => orders(of.filter((_, at) => at !== index)).map((rest) => [one, ...rest])),
  ];

  it('R6: leaves what one in other words leaves, whatever came between and whatever comes after', () => {
    const past = [...first, proposed(2, 'a1', 'a2'), suspended('hospital', ['a1', 'a2'])];
    const again = ['hospital', 'admitted again'].map(
      (reason) => ({ type: 'SuspendPlan', scope: ['a1', 'a2'], cause: 'hospital', reason }) as const,
    );
    let tried = 0;
    for (const since of orders(between))
      for (const later of orders(after)) {
        const left = again.map((command) => {
          const events = [...past, ...since];
          const made = decideIn(carePlan, command, spec.given(...events).state, specContext(context));
          const { state } = spec.given(...events, ...(made as readonly Past<PlanEvent>[]), ...later);
          return [NOW, LATER].map((at) => withheld(state, at));
        });
        expect(left[0]).toEqual(left[1]);
        expect(left[0]?.[0]).toContain('a1');
        tried += 1;
      }
    expect(tried).toBe(65 * 5);
  });
});
