import type { Suspension } from './plan/suspended.js';
import { specify } from '@carethread/event-sourcing/testing';
import { dailyRecord, type DailyRecordCommand } from './daily-record.js';
import { NO_FACTS, type CarePlanFacts } from './facts.js';
import { NO_PLAN, type PlanState, type Version } from './plan/events.js';

const spec = specify(dailyRecord);
const NOW = '2026-03-16T12:00:00.000Z';
const facts: CarePlanFacts = {
  ...NO_FACTS,
  plans: {
    PL: { planKind: 'provider', organisationId: 'O', versionNo: 1, state: 'active', needs: [], sections: {} },
  },
};
const version = (more: object = {}) =>
  ({ versionNo: 1, effectiveFrom: '2026-03-10T09:00:00.000Z', content: {}, ...more }) as unknown as Version;
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
const add = (more: Partial<DailyRecordCommand> = {}): DailyRecordCommand => ({
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

  it('CITY-46: warns whoever has not read the version in force, and is kept all the same', () => {
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
    spec
      .given()
      .when(add({ plannedActionId: 'a3', date: '2026-03-09' }), known(withheld(['a3'])))
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

  it('an exception has its code and its reason; a blanket phrase is no record', () => {
    spec
      .given()
      .when(add({ kind: 'exception', text: 'no' }), known())
      .refused('REASON_REQUIRED', ['reasonCode', 'reason']);
    spec
      .given()
      .when(add({ kind: 'exception', reasonCode: 'asleep', reason: 'slept until noon' }), known())
      .then({ type: 'DailyEntryAdded', payload: { reasonCode: 'asleep', reason: 'slept until noon' } });
    for (const text of ['All care given.', 'ALL  CARE GIVEN!!'])
      spec.given().when(add({ text }), known()).refused('ALL_CARE_GIVEN_ONLY');
  });
});
