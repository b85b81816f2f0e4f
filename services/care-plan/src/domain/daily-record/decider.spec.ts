import type { Suspension } from '../plan/suspended.js';
import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import { dailyRecord } from './decider.js';
import { type AddEntry } from './commands.js';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { NO_PLAN, type PlanState } from '../plan/state.js';
import { type Version } from '../plan/events.js';

const spec = specify(dailyRecord);
const NOW = '2026-03-16T12:00:00.000Z';
const facts: CarePlanFacts = {
  ...NO_FACTS,
  plans: {
    PL: { planKind: 'provider', organisationId: 'O', versionNo: 1, state: 'active', needs: [], sections: {} },
  },
};
const ACTIONS = [{ actionId: 'a1' }, { actionId: 'a3' }];
const version = (more: object = {}) =>
  ({
    versionNo: 1,
    effectiveFrom: '2026-03-10T09:00:00.000Z',
    content: { actions: ACTIONS },
    ...more,
  }) as unknown as Version;
const known = (plan: Partial<PlanState> = {}, read: readonly number[] = [1], more: Partial<CarePlanFacts> = {}) => ({
  now: NOW,
  facts: { ...facts, ...more },
  actor: {
    userId: 'S',
    user: 'u',
    role: 'CS',
    roles: ['CS'],
    serviceIds: [],
    qualifications: [],
    organisationId: 'O',
  },
  streams: {
    'carePlan-PL': { ...NO_PLAN, state: 'active', versions: [version()], ...plan },
    'readers-PL': { read: { S: read } },
  },
});
const add = (more: Partial<AddEntry> = {}): AddEntry => ({
  type: 'AddEntry',
  date: '2026-03-16',
  kind: 'note',
  text: 'tea in the garden',
  ...more,
});

describe('an entry in the daily record', () => {
  it('CITY-48: says what happened, and by whom', () => {
    spec
      .given()
      .when(add({ kind: 'dailyActivity', plannedActionId: 'a1' }), known())
      .then({
        type: 'DailyEntryAdded',
        payload: {
          kind: 'dailyActivity',
          text: 'tea in the garden',
          plannedActionId: 'a1',
          by: 'S',
          format: 'diarySheet',
        },
      });
  });

  it('CITY-47: is in the format that was agreed for the person', () => {
    const agreed = { versions: [version({ content: { communication: { recordingFormat: 'communicationLog' } } })] };
    spec
      .given()
      .when(add({ format: 'communicationLog' }), known())
      .refused('FORMAT_NOT_AGREED', ['communicationLog']);
    spec
      .given()
      .when(add({ format: 'communicationLog' }), known(agreed))
      .then({ type: 'DailyEntryAdded', payload: { format: 'communicationLog' } });
  });

  it('CITY-46: warns staff who have not read the version in force, and is kept all the same', () => {
    spec
      .given()
      .when(add(), known({}, []))
      .then({ type: 'DailyEntryAdded', payload: { warnings: ['PLAN_NOT_READ'] } });
    spec
      .given()
      .when(add(), known())
      .then({ type: 'DailyEntryAdded', payload: { warnings: [] } });
    const second = { versions: [version(), version({ versionNo: 2, effectiveFrom: '2026-03-15T00:00:00.000Z' })] };
    spec
      .given()
      .when(add(), known(second))
      .then({ type: 'DailyEntryAdded', payload: { warnings: ['PLAN_NOT_READ'] } });
  });

  it('ENG-005: recorded more than 24 hours later is flagged, and nothing is recorded ahead', () => {
    const at = (occurredAt: string) => ({ ...known(), occurredAt });
    spec
      .given()
      .when(add(), at('2026-03-15T12:00:00.000Z'))
      .then({ type: 'DailyEntryAdded', payload: { lateEntry: false } });
    spec
      .given()
      .when(add(), at('2026-03-15T11:59:59.999Z'))
      .then({ type: 'DailyEntryAdded', payload: { lateEntry: true } });
    spec
      .given()
      .when(add({ date: '2026-03-17' }), known())
      .refused('FUTURE_DATE', ['date']);
  });

  it('SCOT-092: what was given against withdrawn consent is recorded as that; what was refused or not done is not', () => {
    const withheld = (scope: Suspension['scope'], cause: Suspension['cause'] = 'consent') => ({
      suspensions: [{ id: 's', cause, scope, from: '2026-03-10T09:00:00.000Z', by: { kind: 'person' }, lifts: [] }],
    });
    for (const scope of ['whole', ['a3']] as const) {
      const given = add({ plannedActionId: 'a3' });
      spec
        .given()
        .when(given, known(withheld(scope)))
        .then({ type: 'DailyEntryAdded', payload: { withoutConsent: true } });
      spec
        .given()
        .when({ ...given, kind: 'refusal' }, known(withheld(scope)))
        .then({ type: 'DailyEntryAdded', payload: { withoutConsent: false } });
    }
    spec
      .given()
      .when(add({ plannedActionId: 'a1' }), known(withheld(['a3'])))
      .then({ type: 'DailyEntryAdded', payload: { withoutConsent: false } });
    // What was withheld for another cause, or was given before it was withdrawn, was not given against consent.
    spec
      .given()
      .when(add({ plannedActionId: 'a3' }), known(withheld(['a3'], 'hospital')))
      .then({ type: 'DailyEntryAdded', payload: { withoutConsent: false } });
    const before = { ...withheld(['a3']), versions: [version({ effectiveFrom: '2026-03-01T00:00:00.000Z' })] };
    spec
      .given()
      .when(add({ plannedActionId: 'a3', date: '2026-03-09' }), known(before))
      .then({ type: 'DailyEntryAdded', payload: { withoutConsent: false } });
  });

  it('SCOT-091, SCOT-094: a refusal is looked at again: when asked for, at the next formal review, or in a week', () => {
    const refusal = add({ kind: 'refusal', plannedActionId: 'a1', text: 'offered later, not today' });
    const next = { nextReview: { PL: '2026-06-10T22:59:59.999Z' } };
    const past = { nextReview: { PL: '2026-03-01T23:59:59.999Z' } };
    spec
      .given()
      .when({ ...refusal, reviewOn: '2026-03-20' }, known({}, [1], next))
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-03-20', text: 'offered later, not today' } });
    spec
      .given()
      .when(refusal, known({}, [1], next))
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-06-10' } });
    for (const more of [{}, past])
      spec
        .given()
        .when(refusal, known({}, [1], more))
        .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-03-23' } });
    spec
      .given()
      .when(add({ kind: 'exception', reasonCode: 'declined', reason: 'not now' }), known({}, [1], next))
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-06-10' } });
  });

  it('OUT-71, OUT-72: an exception names the action that was not done, with its code and its reason', () => {
    const exception = { kind: 'exception', plannedActionId: 'a1', reasonCode: 'asleep' };
    spec
      .given()
      .when(add({ ...exception, reason: 'slept until noon' }), known())
      .then({
        type: 'DailyEntryAdded',
        payload: { ...exception, reason: 'slept until noon' },
      });
    for (const more of [
      { kind: 'exception', plannedActionId: 'a1', reason: 'slept until noon' },
      { ...exception, reason: 'no' },
      { ...exception, reason: '  no  ' },
      { ...exception, text: 'no' },
    ])
      spec.given().when(add(more), known()).refused('REASON_REQUIRED', ['reasonCode', 'reason']);
    spec
      .given()
      .when(add({ ...exception, reason: 'ill' }), known())
      .then({ type: 'DailyEntryAdded' });
    spec
      .given()
      .when(add({ ...exception, plannedActionId: 'a9', reason: 'slept until noon' }), known())
      .refused('REFERENCE_NOT_FOUND');
  });

  it('a blanket phrase is no record', () => {
    for (const text of ['All care given.', 'ALL  CARE GIVEN!!'])
      spec.given().when(add({ text }), known()).refused('ALL_CARE_GIVEN_ONLY');
  });
});

describe('what an entry says and points at', () => {
  const late = (occurredAt: string, more: object = {}) => ({ ...known(), occurredAt, ...more });

  it('an entry says something: words, or an action that was done, not done or refused', () => {
    spec.given().when({ type: 'AddEntry', date: '2026-03-16', kind: 'note' }, known()).refused('MALFORMED');
    for (const kind of ['note', 'wellbeing', 'observation', 'specialistPlanIssue'])
      spec
        .given()
        .when({ type: 'AddEntry', date: '2026-03-16', kind, plannedActionId: 'a1' }, known())
        .refused('MALFORMED');
    spec
      .given()
      .when({ type: 'AddEntry', date: '2026-03-16', kind: 'refusal', plannedActionId: 'a1' }, known())
      .then({ type: 'DailyEntryAdded' });
  });

  it.each(['Ａll care given', 'A.C.G.', 'ALL  CARE GIVEN!!'])('OUT-72: %p alone is no record', (text) => {
    spec.given().when(add({ text }), known()).refused('ALL_CARE_GIVEN_ONLY');
  });

  it('OUT-72: with what else happened it is one', () => {
    spec
      .given()
      .when(add({ text: 'All care given; ate well' }), known())
      .then({ type: 'DailyEntryAdded' });
  });

  it('an action is one of the plan that was in force that day', () => {
    spec
      .given()
      .when(add({ plannedActionId: 'a99' }), known())
      .refused('REFERENCE_NOT_FOUND', ['plannedActionId']);
    spec
      .given()
      .when(add({ plannedActionId: 'a1', date: '2026-03-09' }), late('2026-03-09T12:00:00.000Z'))
      .refused('REFERENCE_NOT_FOUND', ['plannedActionId']);
    spec
      .given()
      .when(add({ plannedActionId: 'a1', date: '2026-03-10' }), known())
      .then({ type: 'DailyEntryAdded', payload: { lateEntry: true } });
    spec
      .given()
      .when(add({ plannedActionId: 'a1' }), { ...known(), facts: NO_FACTS })
      .refused('REFERENCE_NOT_FOUND', ['plannedActionId']);
    const since = {
      versions: [version(), version({ versionNo: 2, effectiveFrom: '2026-03-16T10:00:00.000Z', content: {} })],
    };
    const at = (occurredAt: string) => ({ ...known(since), occurredAt });
    spec
      .given()
      .when(add({ plannedActionId: 'a1' }), at('2026-03-16T09:00:00.000Z'))
      .then({ type: 'DailyEntryAdded' });
    spec
      .given()
      .when(add({ plannedActionId: 'a1' }), at('2026-03-16T11:00:00.000Z'))
      .refused('REFERENCE_NOT_FOUND', ['plannedActionId']);
  });

  it('lateness of every kind of entry is measured from when it happened', () => {
    for (const more of [
      { kind: 'note' },
      { kind: 'refusal' },
      { kind: 'exception', reasonCode: 'asleep', reason: 'slept' },
    ])
      spec
        .given()
        .when(add({ ...more, date: '2026-03-15' }), late('2026-03-15T11:59:59.999Z'))
        .then({ type: 'DailyEntryAdded', payload: { lateEntry: true } });
  });

  it('lies within the last year; a refusal is looked at again between its day and a year on', () => {
    const refusal = { kind: 'refusal', plannedActionId: 'a1' };
    spec
      .given()
      .when(add({ date: '2025-03-14' }), known())
      .refused('TIMESCALE_INVALID', ['date']);
    spec
      .given()
      .when(add({ date: '2025-03-15' }), known())
      .then({ type: 'DailyEntryAdded' });
    spec
      .given()
      .when(add({ ...refusal, reviewOn: '2026-03-15' }), known())
      .refused('TIMESCALE_INVALID', ['reviewOn']);
    spec
      .given()
      .when(add({ ...refusal, reviewOn: '2027-03-18' }), known())
      .refused('TIMESCALE_INVALID', ['reviewOn']);
    spec
      .given()
      .when(add({ reviewOn: '2026-03-20' }), known())
      .refused('MALFORMED');
  });

  it('R38: is of a day on which the person lived, however late it is recorded', () => {
    const died = { deceased: true, diedOn: '2026-03-15' };
    spec
      .given()
      .when(add(), known({}, [1], died))
      .refused('STATE_CONFLICT', ['deceased']);
    spec
      .given()
      .when(add({ date: '2026-03-15' }), known({}, [1], died))
      .then({ type: 'DailyEntryAdded' });
  });

  it('of before a plan was closed may still point at what it held', () => {
    const closed = { ...facts.plans['PL'], state: 'closed', closedAt: '2026-03-16T08:00:00.000Z' };
    const known2 = known({ state: 'closed' }, [1], { plans: { PL: closed } } as unknown as Partial<CarePlanFacts>);
    const action = add({ plannedActionId: 'a1' });
    spec
      .given()
      .when(action, { ...known2, occurredAt: '2026-03-16T07:59:59.999Z' })
      .then({ type: 'DailyEntryAdded' });
    spec
      .given()
      .when(action, { ...known2, occurredAt: '2026-03-16T08:00:00.000Z' })
      .refused('REFERENCE_NOT_FOUND', ['plannedActionId']);
  });

  it('is never held to the plan of another organisation', () => {
    const other = { PL: { ...facts.plans['PL'], organisationId: 'PR2' } } as unknown as CarePlanFacts['plans'];
    spec
      .given()
      .when(add({ plannedActionId: 'a1' }), known({}, [1], { plans: other }))
      .refused('REFERENCE_NOT_FOUND', ['plannedActionId']);
    spec
      .given()
      .when(add(), known({}, [1], { plans: other }))
      .then({ type: 'DailyEntryAdded', payload: { warnings: [] } });
  });

  it('a plan’s next review in words of before does not stop a refusal from being kept', () => {
    const held = version({ content: { actions: ACTIONS, nextReviewBy: 'in spring' } });
    spec
      .given()
      .when(add({ kind: 'refusal', plannedActionId: 'a1' }), known({ versions: [held] }))
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-03-23' } });
  });
});

describe('an entry that is set right', () => {
  const entry = {
    entryId: 'e1',
    kind: 'note',
    text: 'tea at four',
    format: 'diarySheet',
    lateEntry: false,
    withoutConsent: false,
    warnings: [],
    by: 'S',
  };
  const sheet = spec.given({ type: 'DailyEntryAdded', payload: entry });
  const setRight = { type: 'CorrectEntry', entryId: 'e1', to: 'tea at five', reason: 'the clock was slow' } as const;
  const mine = { userId: 'S', user: 'u', role: 'CS', roles: ['CS'], serviceIds: [], qualifications: [] };
  const as = (more: object = {}) => ({ facts, actor: { ...mine, ...more } });
  const corrected = {
    type: 'DailyEntryCorrected',
    payload: {
      entryId: 'e1',
      field: 'text',
      from: 'tea at four',
      to: 'tea at five',
      reason: 'the clock was slow',
      by: 'S',
    },
  } as const;

  it('OUT-71: keeps what stood there beside what stands there now', () => {
    sheet.when(setRight, as()).then(corrected);
    const [now] = spec.given({ type: 'DailyEntryAdded', payload: entry }, corrected).state.entries;
    expect(now).toMatchObject({
      text: 'tea at five',
      corrections: [{ from: 'tea at four', to: 'tea at five', reason: 'the clock was slow', by: 'S' }],
    });
    spec.given({ type: 'DailyEntryAdded', payload: entry }, corrected).when(setRight, as()).nothing();
  });

  it('has a reason, says something, and is one that one’s own organisation made', () => {
    sheet.when({ type: 'CorrectEntry', entryId: 'e1', to: 'x' }, as()).refused('REASON_REQUIRED', ['reason']);
    sheet.when({ ...setRight, to: 'All care given.' }, as()).refused('ALL_CARE_GIVEN_ONLY');
    sheet.when({ ...setRight, entryId: 'e2' }, as()).refused('REFERENCE_NOT_FOUND', ['entryId']);
    sheet.when(setRight, as({ organisationId: 'PR2' })).refused('REFERENCE_NOT_FOUND', ['entryId']);
  });

  it('of an exception without words is its reason', () => {
    const { text: _, ...silent } = { ...entry, kind: 'exception', reasonCode: 'asleep', reason: 'slept' };
    spec
      .given({ type: 'DailyEntryAdded', payload: silent })
      .when({ ...setRight, to: 'slept until noon' }, as())
      .then({ type: 'DailyEntryCorrected', payload: { field: 'reason', from: 'slept', to: 'slept until noon' } });
    spec
      .given({ type: 'DailyEntryAdded', payload: silent })
      .when({ ...setRight, to: 'no' }, as())
      .refused('REASON_REQUIRED');
  });
});

describe('whose an entry is, and when it was', () => {
  const opener = { id: 'D', role: 'KW', organisation: 'O' };
  const entry = {
    entryId: 'e1',
    kind: 'note',
    text: 'x',
    format: 'diarySheet',
    lateEntry: false,
    withoutConsent: false,
    warnings: [],
    by: 'S',
  };

  it('R18: each organisation holds its own entries; anybody who serves adds their own', () => {
    const of = (organisation?: string) =>
      ({
        type: 'DailyEntryAdded',
        payload: entry,
        meta: { actor: { user: 'u', role: 'CS', ...(organisation === undefined ? {} : { organisation }) } },
      }) as const;
    const { state } = spec.given(of('PR1'), of('PR2'), of());
    expect(dailyRecord.holder(state, opener, 'readDailyRecord')).toEqual([
      { kind: 'organisation', organisationId: 'PR1' },
      { kind: 'organisation', organisationId: 'PR2' },
      { kind: 'council' },
    ]);
    expect(dailyRecord.holder(state, opener, 'addDailyRecord')).toEqual({ kind: 'own' });
  });

  it('is of the day that is said, from its start where no hour is; of today from now', () => {
    const added = (date: string, context: object) => {
      const [decided] = decideIn(
        dailyRecord,
        add({ date }),
        dailyRecord.initial,
        specContext({ ...known(), ...context }),
      );
      return decided?.occurredAt;
    };
    expect(added('2026-03-16', {})).toBe(NOW);
    expect(added('2026-03-15', {})).toBe('2026-03-15T00:00:00.000Z');
    expect(added('2026-03-15', { occurredAt: '2026-03-15T08:00:00.000Z' })).toBe('2026-03-15T08:00:00.000Z');
  });

  it('a refusal is looked at again from its own day on', () => {
    const refusal = (reviewOn: string) => add({ kind: 'refusal', plannedActionId: 'a1', date: '2026-03-16', reviewOn });
    spec
      .given()
      .when(refusal('2026-03-16'), known())
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-03-16' } });
    spec.given().when(refusal('2026-03-15'), known()).refused('TIMESCALE_INVALID', ['reviewOn']);
    spec
      .given()
      .when(add({ reviewOn: '2026-03-17' }), known())
      .refused('MALFORMED', ['/reviewOn: is for what the person refused']);
    const [plain] = decideIn(dailyRecord, add(), dailyRecord.initial, specContext(known()));
    for (const absent of ['reviewOn', 'reason', 'reasonCode', 'plannedActionId'])
      expect(plain?.payload).not.toHaveProperty(absent);
  });

  it('an entry that names no action is given against no consent', () => {
    const suspensions = [
      {
        id: 's',
        cause: 'consent',
        scope: 'whole',
        from: '2026-03-10T09:00:00.000Z',
        by: { kind: 'person' },
        lifts: [],
      },
    ] as const;
    spec
      .given()
      .when(add(), known({ suspensions }))
      .then({ type: 'DailyEntryAdded', payload: { withoutConsent: false } });
  });
});
