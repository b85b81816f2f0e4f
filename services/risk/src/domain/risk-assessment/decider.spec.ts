import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, NO_PLAN, type RiskFacts } from '../facts.js';
import { riskAssessment, type RiskCommand } from './decider.js';
import type { RiskEvent, Weighing } from './events.js';

const spec = specify(riskAssessment);
const NOW = '2026-06-01T09:00:00.000Z';
const RISK_ID = '00000000-0000-4000-8000-000000000002';
const PERSON = '00000000-0000-4000-8000-000000000004';
const known: RiskFacts = {
  ...NO_FACTS,
  plans: { PL: { ...NO_PLAN, actionIds: ['a1', 'a3'] } },
  reviews: ['R', 'R2', 'V'],
};
const opened: RiskEvent = {
  type: 'RiskAssessmentOpened',
  payload: { riskId: 'R', planId: 'PL', actionIds: ['a3'], domain: 'falls', framework: 'positiveRisk' },
};
const both: Weighing = {
  hazard: 'the stairs',
  personsAim: 'sleep upstairs',
  personsView: 'I accept it',
  supportGiven: 'pictures',
  benefits: ['own bed'],
  adverseEffects: ['a fall'],
  likelihood: 2,
  severity: 3,
};
const weighed = (more: Partial<Weighing> = {}): RiskEvent => ({ type: 'RiskWeighed', payload: { ...both, ...more } });
const without = (...names: readonly (keyof Weighing)[]): RiskEvent => ({
  type: 'RiskWeighed',
  payload: Object.fromEntries(
    Object.entries(both).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as Weighing,
});
const controlled: RiskEvent = { type: 'ControlsPlanned', payload: { controls: [{ what: 'handrail' }] } };
const conclude: Extract<RiskCommand, { type: 'ConcludeRisk' }> = {
  type: 'ConcludeRisk',
  conclusion: 'acceptWithControls',
  reasons: 'worth it',
  managementPlan: 'looked at each month',
};
const assessed = (decidedBy: { readonly kind: string; readonly id: string }, version = 1): RiskEvent => ({
  type: 'RiskAssessed',
  payload: {
    riskId: 'R',
    planId: 'PL',
    actionIds: ['a3'],
    version,
    conclusion: 'acceptWithControls',
    reasons: 'worth it',
    decidedBy,
    managementPlan: 'looked at each month',
    contentHash: 'c'.repeat(64),
    salts: {},
    content: {},
  },
});
const as = (role: string, userId = `a-${role}`, organisationId?: string) => ({
  now: NOW,
  facts: known,
  actor: {
    userId,
    user: 'u',
    role,
    roles: [role],
    serviceIds: [],
    qualifications: [],
    ...(organisationId === undefined ? {} : { organisationId }),
  },
});
const person = { kind: 'person', id: 'a-PE' };

describe('opening a risk assessment', () => {
  const city = { ...as('KW', 'K', 'O'), subjects: { O: { ...NO_FACTS, councilOperated: true } } };
  const other = { ...as('KW', 'K', 'O'), subjects: { O: NO_FACTS } };

  it('CITY-40: the city’s own services use the positive risk framework and no other', () => {
    spec
      .given()
      .when({ type: 'OpenRiskAssessment', framework: 'standard' }, city)
      .refused('FRAMEWORK_REQUIRED', ['framework']);
    spec
      .given()
      .when({ type: 'OpenRiskAssessment', framework: 'positiveRisk' }, city)
      .then({ type: 'RiskAssessmentOpened', payload: { framework: 'positiveRisk' } });
    spec
      .given()
      .when({ type: 'OpenRiskAssessment' }, city)
      .then({ type: 'RiskAssessmentOpened', payload: { framework: 'positiveRisk' } });
  });

  it('other services choose; nothing is opened over another', () => {
    spec
      .given()
      .when({ type: 'OpenRiskAssessment', framework: 'cpa', planId: 'PL', actionIds: ['a1'] }, other)
      .then({ type: 'RiskAssessmentOpened', payload: { framework: 'cpa', planId: 'PL', actionIds: ['a1'] } });
    spec
      .given()
      .when({ type: 'OpenRiskAssessment' }, other)
      .then({ type: 'RiskAssessmentOpened', payload: { framework: 'standard' } });
    spec.given(opened).when({ type: 'OpenRiskAssessment' }, other).refused('STATE_CONFLICT', ['draft']);
  });

  it('nothing is weighed or concluded that was never opened', () => {
    spec.given().when(conclude, as('KW')).refused('NOT_FOUND');
    spec.given().when({ type: 'WeighRisk' }, as('KW')).refused('NOT_FOUND');
  });
});

describe('weighing and controls', () => {
  it('CITY-40: keeps what the person wants, what may come of it, how likely and how bad', () => {
    const { state } = spec.given(opened, weighed());
    expect(state.weighing).toEqual(both);
    spec
      .given(opened)
      .when({ type: 'WeighRisk', ...both }, as('KW'))
      .then({ type: 'RiskWeighed', payload: both });
  });

  it('ENG-067: keeps each step taken to control the risk, or why none is reasonable', () => {
    const step = { what: 'handrail', who: 'landlord', by: '2026-07-01' };
    spec
      .given(opened)
      .when({ type: 'PlanControls', controls: [step] }, as('KW'))
      .then({ type: 'ControlsPlanned', payload: { controls: [step] } });
    spec
      .given(opened)
      .when({ type: 'PlanControls', noneReasonableBecause: 'none helps' }, as('KW'))
      .then({ type: 'ControlsPlanned', payload: { controls: [], noneReasonableBecause: 'none helps' } });
  });
});

describe('a conclusion', () => {
  const ready = [opened, weighed(), controlled];

  it('ENG-070: says what was decided, why and by whom; until then it is a draft', () => {
    expect(spec.given(...ready).state.state).toBe('draft');
    spec
      .given(...ready)
      .when({ ...conclude, reviewOn: '2026-12-01' }, as('KW', 'K'))
      .then({
        type: 'RiskAssessed',
        payload: {
          riskId: '00000000-0000-4000-8000-000000000002',
          planId: 'PL',
          actionIds: ['a3'],
          version: 1,
          conclusion: 'acceptWithControls',
          reasons: 'worth it',
          decidedBy: { kind: 'staff', id: 'K' },
          reviewOn: '2026-12-01',
        },
      });
    const { reasons: _, ...unreasoned } = conclude;
    spec
      .given(...ready)
      .when(unreasoned, as('KW'))
      .refused('REASON_REQUIRED', ['reasons']);
  });

  it('ENG-069: rests on benefits and on possible harm', () => {
    spec
      .given(opened, weighed({ adverseEffects: [] }), controlled)
      .when(conclude, as('KW'))
      .refused('WEIGHING_INCOMPLETE', ['adverseEffects']);
    spec
      .given(opened, weighed({ benefits: [] }), controlled)
      .when(conclude, as('KW'))
      .refused('WEIGHING_INCOMPLETE', ['benefits']);
    spec.given(opened).when(conclude, as('KW')).refused('WEIGHING_INCOMPLETE', ['benefits', 'adverseEffects']);
  });

  it('ENG-026: has the person’s own view, or what they aim for, before it', () => {
    spec
      .given(opened, without('personsView', 'personsAim'), controlled)
      .when(conclude, as('KW'))
      .refused('PERSONS_VIEW_REQUIRED', ['personsView']);
    spec.given(opened, without('personsView'), controlled).when(conclude, as('KW')).then({ type: 'RiskAssessed' });
  });

  it('ENG-068: says how the person was helped to weigh it', () => {
    spec
      .given(opened, without('supportGiven'), controlled)
      .when(conclude, as('KW'))
      .refused('RISK_SUPPORT_REQUIRED', ['supportGiven']);
  });

  it('ENG-064: carries its plan to manage the risk', () => {
    const { managementPlan: _, ...unmanaged } = conclude;
    spec
      .given(...ready)
      .when(unmanaged, as('KW'))
      .refused('MANAGEMENT_PLAN_REQUIRED', ['managementPlan']);
    spec
      .given(...ready)
      .when(conclude, as('KW'))
      .then({ type: 'RiskAssessed', payload: { managementPlan: 'looked at each month' } });
  });

  it('ENG-067: a risk that is accepted has a control, or the reason for none; one that is avoided needs neither', () => {
    const none: RiskEvent = { type: 'ControlsPlanned', payload: { controls: [], noneReasonableBecause: 'none helps' } };
    for (const conclusion of ['accept', 'acceptWithControls'])
      spec
        .given(opened, weighed())
        .when({ ...conclude, conclusion }, as('KW'))
        .refused('CONTROL_REQUIRED', ['controls']);
    spec
      .given(opened, weighed(), none)
      .when({ ...conclude, conclusion: 'accept' }, as('KW'))
      .then({ type: 'RiskAssessed' });
    spec.given(opened, weighed(), none).when(conclude, as('KW')).refused('CONTROL_REQUIRED', ['controls']);
    spec
      .given(opened, weighed())
      .when({ ...conclude, conclusion: 'avoid' }, as('KW'))
      .then({ type: 'RiskAssessed' });
  });

  it('ENG-132: each conclusion is a version of its own, and all are kept', () => {
    const again = spec.given(...ready, assessed({ kind: 'staff', id: 'K' }));
    again.when(conclude, as('KW')).then({ type: 'RiskAssessed', payload: { version: 2 } });
    const { state } = spec.given(
      ...ready,
      assessed({ kind: 'staff', id: 'K' }),
      assessed({ kind: 'staff', id: 'L' }, 2),
    );
    expect(state.state).toBe('concluded');
    expect(state.versions.map(({ version, decidedBy }) => [version, decidedBy.id])).toEqual([
      [1, 'K'],
      [2, 'L'],
    ]);
  });
});

describe('a risk that the person takes', () => {
  const taken = [opened, weighed(), controlled, assessed(person)];

  it('ENG-066, SCOT-093: the decision is recorded as the person’s own', () => {
    spec
      .given(opened, weighed(), controlled)
      .when(conclude, as('PE'))
      .then({ type: 'RiskAssessed', payload: { decidedBy: person } });
    spec
      .given(opened, weighed(), controlled)
      .when({ ...conclude, decidedBy: { kind: 'person', id: PERSON } }, as('KW'))
      .then({ type: 'RiskAssessed', payload: { decidedBy: { kind: 'person', id: PERSON } } });
  });

  it.each(['KW', 'SM', 'AS', 'CC'])('ENG-066, SCOT-093: %s does not decide over the person', (role) => {
    spec
      .given(...taken)
      .when({ ...conclude, conclusion: 'avoid' }, as(role))
      .refused('PERSON_DECIDES', ['decidedBy']);
  });

  it('ENG-066, SCOT-093: the person may decide anew, alone or recorded by staff for them to sign', () => {
    spec
      .given(...taken)
      .when({ ...conclude, conclusion: 'avoid' }, as('PE'))
      .then({ type: 'RiskAssessed', payload: { version: 2, conclusion: 'avoid', decidedBy: person } });
    spec
      .given(...taken)
      .when({ ...conclude, decidedBy: { kind: 'person', id: PERSON } }, as('KW'))
      .then({ type: 'RiskAssessed', payload: { version: 2, decidedBy: { kind: 'person', id: PERSON } } });
  });

  it('ENG-066, SCOT-093: staff who differ say so, and the decision stays as it is', () => {
    spec
      .given(...taken)
      .when({ type: 'StaffDissent', view: 'I would keep the rail' }, as('CS', 'S'))
      .then({ type: 'StaffViewRecorded', payload: { view: 'I would keep the rail', by: 'S' } });
    const { state } = spec.given(...taken, {
      type: 'StaffViewRecorded',
      payload: { view: 'I would keep the rail', by: 'S' },
    });
    expect(state.versions).toHaveLength(1);
    expect(state.versions[0]).toMatchObject({ conclusion: 'acceptWithControls', decidedBy: person });
    expect(state.staffViews).toEqual([{ view: 'I would keep the rail', by: 'S' }]);
  });
});

describe('what came of a risk', () => {
  it('ENG-115: what a review says is kept once, however often its message arrives; what it says anew is kept beside it', () => {
    const record = { type: 'RecordRiskOutcome', reviewId: 'R', outcome: 'benefit', narrative: 'out each day' } as const;
    const { type: _, ...payload } = record;
    const given = spec.given(opened, { type: 'RiskOutcomeRecorded', payload });
    given.when(record, as('KW')).nothing();
    given
      .when({ ...record, outcome: 'harm' }, as('KW'))
      .then({ type: 'RiskOutcomeRecorded', payload: { outcome: 'harm' } });
    given.when({ ...record, narrative: 'and more' }, as('KW')).then({ type: 'RiskOutcomeRecorded' });
    given
      .when({ ...record, reviewId: 'R2' }, as('KW'))
      .then({ type: 'RiskOutcomeRecorded', payload: { reviewId: 'R2' } });
    const byHand = { type: 'RecordRiskOutcome', outcome: 'benefit' } as const;
    spec
      .given(opened, { type: 'RiskOutcomeRecorded', payload: { outcome: 'benefit', narrative: '' } })
      .when(byHand)
      .then({ type: 'RiskOutcomeRecorded' });
  });

  it('ENG-115: each outcome is kept with the review that looked at it, also when the risk is closed', () => {
    const closed: RiskEvent = { type: 'RiskClosed', payload: { riskId: 'R', reason: 'moved' } };
    const record = { type: 'RecordRiskOutcome', outcome: 'benefit', narrative: 'sleeps well', reviewId: 'V' } as const;
    const payload = { outcome: 'benefit', narrative: 'sleeps well', reviewId: 'V' };
    spec.given(opened).when(record, as('KW')).then({ type: 'RiskOutcomeRecorded', payload });
    spec.given(opened, closed).when(record, as('KW')).then({ type: 'RiskOutcomeRecorded' });
    expect(spec.given(opened, { type: 'RiskOutcomeRecorded', payload }).state.outcomes).toEqual([payload]);
  });

  it('a closed one takes nothing else', () => {
    const closed: RiskEvent = { type: 'RiskClosed', payload: { riskId: 'R', reason: 'moved' } };
    spec
      .given(opened)
      .when({ type: 'CloseRisk', reason: 'moved' }, as('KW'))
      .then({ type: 'RiskClosed', payload: { reason: 'moved' } });
    spec.given(opened, closed).when(conclude, as('KW')).refused('STATE_CONFLICT', ['closed']);
    spec.given(opened, closed).when({ type: 'WeighRisk' }, as('KW')).refused('STATE_CONFLICT', ['closed']);
  });
});

describe('what a risk rests on', () => {
  const open = { type: 'OpenRiskAssessment', framework: 'standard' } as const;

  it.each([
    ['a plan that is not the person’s', { planId: 'PX' }, ['planId']],
    ['an action that the plan never held', { planId: 'PL', actionIds: ['a1', 'a99'] }, ['actionIds.1']],
    ['an action of none of the person’s plans', { actionIds: ['a99'] }, ['actionIds.0']],
  ])('does not name %s', (_, more, items) => {
    spec
      .given()
      .when({ ...open, ...more }, as('KW'))
      .refused('REFERENCE_NOT_FOUND', items);
  });

  it('R18: names no action of what another organisation holds, and cannot tell one from one that is not there', () => {
    const plans = { PL: { ...NO_PLAN, organisationId: 'PR3', actionIds: ['a3'] } };
    const asking = (role: string, organisationId?: string) => ({
      ...as(role, `a-${role}`, organisationId),
      facts: { ...known, plans },
      subjects: { PR3: NO_FACTS, C1: NO_FACTS },
    });
    const given = spec.given();
    for (const actionIds of [['a3'], ['a99']])
      given.when({ ...open, actionIds }, asking('KW', 'PR1')).refused('REFERENCE_NOT_FOUND', ['actionIds.0']);
    for (const who of [asking('KW', 'PR3'), asking('AS', 'C1'), asking('PE')])
      given.when({ ...open, actionIds: ['a3'] }, who).then({ type: 'RiskAssessmentOpened' });
  });

  it('names an action of the plan, or without a plan of any that is open', () => {
    spec
      .given()
      .when({ ...open, planId: 'PL', actionIds: ['a3'] }, as('KW'))
      .then({ type: 'RiskAssessmentOpened' });
    spec
      .given()
      .when({ ...open, actionIds: ['a3'] }, as('KW'))
      .then({ type: 'RiskAssessmentOpened' });
    const closed = { ...as('KW'), facts: { ...known, plans: { PL: { ...NO_PLAN, actionIds: ['a3'], closed: true } } } };
    spec
      .given()
      .when({ ...open, actionIds: ['a3'] }, closed)
      .refused('REFERENCE_NOT_FOUND', ['actionIds.0']);
    spec
      .given()
      .when({ ...open, planId: 'PL' }, closed)
      .refused('STATE_CONFLICT', ['planClosed']);
  });

  it('an outcome names a review that there was', () => {
    spec
      .given(opened)
      .when({ type: 'RecordRiskOutcome', reviewId: 'V9', outcome: 'benefit' }, as('KW'))
      .refused('REFERENCE_NOT_FOUND', ['reviewId']);
  });

  it('a weighing and controls say something', () => {
    spec.given(opened).when({ type: 'WeighRisk' }, as('KW')).refused('MALFORMED');
    spec.given(opened).when({ type: 'PlanControls', controls: [] }, as('KW')).refused('MALFORMED');
  });

  it.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2028-06-01', true],
    ['2028-06-02', false],
    ['9999-12-31', false],
  ])('is looked at again, and controlled, on a day to come and not for ever after: %s', (date, stands) => {
    const concluding = spec.given(opened, weighed(), controlled).when({ ...conclude, reviewOn: date }, as('KW'));
    const controlling = spec
      .given(opened)
      .when({ type: 'PlanControls', controls: [{ what: 'a rail' }, { what: 'a lamp', by: date }] }, as('KW'));
    if (stands) {
      concluding.then({ type: 'RiskAssessed', payload: { reviewOn: date } });
      controlling.then({ type: 'ControlsPlanned' });
    } else {
      concluding.refused('TIMESCALE_INVALID', ['reviewOn']);
      controlling.refused('TIMESCALE_INVALID', ['controls.1.by']);
    }
  });
});

describe('R39: a positive risk', () => {
  const ready = (...names: readonly (keyof Weighing)[]) => spec.given(opened, without(...names), controlled);
  const unplanned: RiskEvent = {
    type: 'RiskAssessmentOpened',
    payload: { riskId: 'R', actionIds: [], domain: 'falls', framework: 'positiveRisk' },
  };

  it.each(['hazard', 'likelihood', 'severity'] as const)('R39: says its %s', (name) => {
    ready(name).when(conclude, as('KW')).refused('WEIGHING_INCOMPLETE', [name]);
    spec
      .given({ ...opened, payload: { ...opened.payload, framework: 'standard' } }, without(name), controlled)
      .when(conclude, as('KW'))
      .then({ type: 'RiskAssessed' });
  });

  it('R39: is looked at again on a date, or with the next review of its plan', () => {
    const given = spec.given(unplanned, weighed(), controlled);
    given.when(conclude, as('KW')).refused('WEIGHING_INCOMPLETE', ['reviewOn']);
    given.when({ ...conclude, reviewOn: '2026-12-01' }, as('KW')).then({ type: 'RiskAssessed' });
    ready().when(conclude, as('KW')).then({ type: 'RiskAssessed' });
  });
});

describe('R23: whose decision a conclusion is', () => {
  const ready = spec.given(opened, weighed(), controlled);
  const decided = (decidedBy: object | undefined, role: string) =>
    ready.when({ ...conclude, ...(decidedBy === undefined ? {} : { decidedBy }) }, as(role));

  it.each([
    ['KW', { kind: 'staff', id: 'a-KW' }],
    ['PE', { kind: 'person', id: 'a-PE' }],
    ['LR', { id: 'a-LR', role: 'lawfulRepresentative' }],
    ['OP', { kind: 'professional', id: 'a-OP' }],
  ])('R23: unsaid, it is that of %s who concludes, and never assumed to be another’s', (role, decidedBy) => {
    decided(undefined, role).then({ type: 'RiskAssessed', payload: { decidedBy } });
  });

  it('R23: half a decider is none', () => {
    decided({}, 'KW').refused('CONSENT_REQUIRED', ['decidedBy.kind', 'decidedBy.id']);
    decided({ kind: 'person' }, 'KW').refused('CONSENT_REQUIRED', ['decidedBy.id']);
    decided({ name: 'Synthetic Person' }, 'KW').refused('CONSENT_REQUIRED', ['decidedBy.kind', 'decidedBy.id']);
  });

  it('R23: nobody else is made the person, and staff decide for themselves alone', () => {
    decided({ kind: 'person', id: 'another' }, 'KW').refused('REFERENCE_NOT_FOUND', ['decidedBy.id']);
    decided({ kind: 'staff', id: 'another' }, 'KW').refused('CONSENT_REQUIRED', ['decidedBy']);
    decided({ kind: 'staff', id: 'a-KW' }, 'KW').then({ type: 'RiskAssessed' });
  });
});

describe('when something of a risk happened', () => {
  const OPENED = '2026-03-02T09:00:00.000Z';
  const open = { type: 'OpenRiskAssessment' } as const;

  it.each([
    ['1990-01-01T00:00:00.000Z', false],
    ['2026-03-02T08:59:59.999Z', false],
    [OPENED, true],
  ])('§1b: nothing came of it, and nothing was done about it, at %s: %s', (occurredAt, stands) => {
    const at = { ...as('KW'), occurredAt };
    const given = spec.given(opened, weighed(), controlled);
    const commands = [
      { type: 'RecordRiskOutcome', outcome: 'harm', narrative: 'a slip' },
      { type: 'WeighRisk', hazard: 'stairs' },
      { type: 'PlanControls', controls: [{ what: 'a rail' }] },
      conclude,
      { type: 'StaffDissent', view: 'too much' },
      { type: 'CloseRisk', reason: 'over' },
    ] as const;
    for (const command of commands)
      if (stands) expect(() => given.when(command, at).nothing()).toThrow();
      else given.when(command, at).refused('TIMESCALE_INVALID', ['occurredAt']);
    if (stands) given.when(commands[0], at).then({ type: 'RiskOutcomeRecorded' });
  });

  it('§1b: none was opened before the person was born', () => {
    const opening = (occurredAt: string, bornOn?: string) =>
      spec
        .given()
        .when(open, { ...as('AS'), occurredAt, facts: { ...known, ...(bornOn === undefined ? {} : { bornOn }) } });
    opening('1941-05-02T12:00:00.000Z', '1941-05-03').refused('TIMESCALE_INVALID', ['occurredAt']);
    opening('1941-05-03T12:00:00.000Z', '1941-05-03').then({ type: 'RiskAssessmentOpened' });
    opening('1899-12-31T12:00:00.000Z').refused('TIMESCALE_INVALID', ['occurredAt']);
  });
});

describe('R38: after a death', () => {
  const died = { ...as('KW'), facts: { ...known, deceased: true } };

  it('R38: no risk is opened, weighed, controlled or concluded; what came of one, and a view, may still be recorded', () => {
    spec.given().when({ type: 'OpenRiskAssessment' }, died).refused('STATE_CONFLICT', ['deceased']);
    const given = spec.given(opened, weighed(), controlled);
    given.when({ type: 'WeighRisk', hazard: 'h' }, died).refused('STATE_CONFLICT', ['deceased']);
    given.when({ type: 'PlanControls', controls: [{ what: 'c' }] }, died).refused('STATE_CONFLICT', ['deceased']);
    given.when(conclude, died).refused('STATE_CONFLICT', ['deceased']);
    given.when({ type: 'RecordRiskOutcome', outcome: 'benefit' }, died).then({ type: 'RiskOutcomeRecorded' });
    given.when({ type: 'CloseRisk', reason: 'deceased' }, died).then({ type: 'RiskClosed' });
  });
});

describe('“already so” is the whole', () => {
  const by = { kind: 'staff', id: 'a-KW' };
  const stood = [opened, weighed(), controlled, assessed(by)];

  it('the same conclusion on the same weighing is no new version, unless the person refused it; anything else of it is', () => {
    spec
      .given(...stood)
      .when(conclude, as('KW'))
      .nothing();
    for (const more of [
      { conclusion: 'accept' },
      { reasons: 'other' },
      { managementPlan: 'each week' },
      { reviewOn: '2026-12-01' },
    ])
      spec
        .given(...stood)
        .when({ ...conclude, ...more }, as('KW'))
        .then({ type: 'RiskAssessed', payload: { version: 2 } });
    for (const [version, asked] of [
      [1, true],
      [2, false],
    ] as const) {
      const refused = { ...as('KW'), facts: { ...as('KW').facts, refused: { [RISK_ID]: version } } };
      const again = spec.given(...stood).when(conclude, refused);
      if (asked) again.then({ type: 'RiskAssessed', payload: { version: 2 } });
      else again.nothing();
    }
    for (const since of [weighed({ likelihood: 3 }), controlled])
      spec
        .given(...stood, since)
        .when(conclude, as('KW'))
        .then({ type: 'RiskAssessed', payload: { version: 2 } });
  });
});
