import { specify } from '@carethread/event-sourcing/testing';
import { organisation } from './organisation.js';
import { ageOn, person, type PersonEvent } from './person.js';

const spec = specify(person);
const now = { now: '2026-03-02T09:00:00.000Z' };
const details = {
  name: { given: 'Synthetic', family: 'Person' },
  dateOfBirth: '1941-05-04',
  firstLanguage: 'en',
  groups: ['olderPerson'],
};
const registered: PersonEvent = { type: 'PersonRegistered', payload: details };
const died: PersonEvent = {
  type: 'PersonDeathRecorded',
  payload: { dateOfDeath: '2026-03-01', evidence: 'certificate' },
};

describe('a person', () => {
  it('ENG-129: is registered with name and date of birth, and no age is stored', () => {
    spec
      .given()
      .when({ type: 'RegisterPerson', ...details }, now)
      .then(registered);
    spec
      .given()
      .when({ type: 'RegisterPerson', ...details, dateOfBirth: '2026-03-03' }, now)
      .refused('FUTURE_DATE', ['dateOfBirth']);
    expect(Object.keys(spec.given(registered).state.details ?? {})).not.toContain('age');
  });

  it.each([
    ['2026-05-03', 84],
    ['2026-05-04', 85],
    ['2027-01-01', 85],
  ])('ENG-129: on %s somebody born on 1941-05-04 is %i', (date, age) => expect(ageOn('1941-05-04', date)).toBe(age));

  it('ENG-044: says in which formats and by which means they can be reached; the latest word counts', () => {
    const needs = {
      needs: ['large letters'],
      preferredLanguage: 'cy',
      formats: [{ format: 'easyRead', priority: 1 }],
      methods: ['talkingMat'],
    };
    spec
      .given(registered)
      .when({ type: 'RecordCommunicationNeeds', ...needs }, now)
      .then({ type: 'CommunicationNeedsRecorded', payload: needs });
    const later = { ...needs, formats: [{ format: 'audio', priority: 1 }] };
    expect(
      spec.given(
        registered,
        { type: 'CommunicationNeedsRecorded', payload: needs },
        { type: 'CommunicationNeedsRecorded', payload: later },
      ).state.communication,
    ).toEqual(later);
  });

  it('a fact about them is set right with its reason and day; what it was stands beside it', () => {
    const correct = {
      type: 'CorrectBasicInformation',
      field: 'name.family',
      to: 'Renamed',
      reason: 'marriage',
      effectiveFrom: '2026-02-01',
    } as const;
    const { type: _, ...payload } = correct;
    spec
      .given(registered)
      .when(correct, now)
      .then({ type: 'BasicInformationCorrected', payload: { ...payload, from: 'Person' } });
    const { reason: __, ...unreasoned } = correct;
    spec.given(registered).when(unreasoned, now).refused('REASON_REQUIRED', ['reason']);
    spec
      .given(registered)
      .when({ ...correct, field: 'dateOfBirth', to: '2026-03-03' }, now)
      .refused('FUTURE_DATE', ['to']);
    const { state } = spec.given(registered, {
      type: 'BasicInformationCorrected',
      payload: { ...payload, from: 'Person' },
    });
    expect(state.details?.name).toEqual({ given: 'Synthetic', family: 'Renamed' });
    expect(state.corrections).toEqual([{ field: 'name.family', reason: 'marriage', effectiveFrom: '2026-02-01' }]);
  });

  it('dies once, neither before birth nor in the future', () => {
    const record = { type: 'RecordDeath', dateOfDeath: '2026-03-01', evidence: 'certificate' } as const;
    spec.given(registered).when(record, now).then(died);
    spec
      .given(registered)
      .when({ ...record, dateOfDeath: '2026-03-03' }, now)
      .refused('FUTURE_DATE', ['dateOfDeath']);
    spec
      .given(registered)
      .when({ ...record, dateOfDeath: '1941-05-03' }, now)
      .refused('MALFORMED');
    spec.given(registered, died).when(record, now).refused('STATE_CONFLICT', ['deceased']);
  });
});

describe('an organisation', () => {
  it('CITY-01: says whether the council operates it, and which services it runs where', () => {
    const set = {
      kind: 'provider',
      name: 'Synthetic provider',
      jurisdiction: 'ENG',
      councilOperated: true,
      services: [{ serviceId: 'V', setting: 'careHome' }],
    };
    specify(organisation)
      .given()
      .when({ type: 'SetOrganisation', organisationId: 'O', organisation: set })
      .then({ type: 'OrganisationSet', payload: { ...set, organisationId: 'O' } });
    expect(
      specify(organisation).given({ type: 'OrganisationSet', payload: { ...set, organisationId: 'O' } }).state,
    ).toMatchObject({ organisationId: 'O', councilOperated: true });
  });
});
