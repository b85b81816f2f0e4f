import { specify } from '@carethread/event-sourcing/testing';
import { organisation } from '../organisation/decider.js';
import { ageOn } from './birth.js';
import { sheetAt, upcomingAt, type PersonDetails } from './sheet.js';
import { person } from './decider.js';
import type { PersonEvent } from './events.js';

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
    expect(sheetAt(state, now.now)?.name).toEqual({ given: 'Synthetic', family: 'Renamed' });
    expect(state.corrections).toMatchObject([
      { field: 'name.family', from: 'Person', to: 'Renamed', reason: 'marriage', effectiveFrom: '2026-02-01' },
    ]);
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

const assessor = {
  ...now,
  actor: { userId: 'A', user: 'a', role: 'AS', roles: ['AS'], serviceIds: [], qualifications: ['assessor'] },
};
const second = { ...now, actor: { ...assessor.actor, userId: 'B', user: 'b' } };
const nhs = (value: string) => ({ identifiers: [{ scheme: 'NHS', value }] });
const registeredWith = (more: Partial<PersonDetails>): PersonEvent => ({
  type: 'PersonRegistered',
  payload: { ...details, ...more },
});

describe('R11: of two corrections of one field', () => {
  const given = (...corrections: readonly [to: string, effectiveFrom: string, recordedAt: string][]) =>
    spec.given(
      registeredWith({ address: 'O' }),
      ...corrections.map(([to, effectiveFrom, recordedAt]) => ({
        type: 'BasicInformationCorrected' as const,
        payload: { field: 'address', from: '', to, reason: 'r', effectiveFrom },
        meta: { recordedAt },
      })),
    );
  const address = ({ state }: ReturnType<typeof given>, at: string) => sheetAt(state, at)?.address;
  const correct = (to: string, effectiveFrom: string, more: object = {}) =>
    ({ type: 'CorrectBasicInformation', field: 'address', to, reason: 'r', effectiveFrom, ...more }) as const;
  const NOON = '2026-03-01T12:00:00.000Z';

  it('R11: the one effective later holds, whichever was recorded later', () => {
    const both = given(['A', '2026-02-20', NOON], ['B', '2026-02-10', NOON]);
    expect(['2026-02-09', '2026-02-15', '2026-02-20'].map((day) => address(both, `${day}T12:00:00.000Z`))).toEqual([
      'O',
      'B',
      'A',
    ]);
  });

  it('R11: of the same day the one recorded later holds, though the day was the present one to the first', () => {
    const both = given(['A', '2026-03-01', NOON], ['B', '2026-03-01', '2026-03-02T08:00:00.000Z']);
    expect(address(both, '2026-03-02T09:00:00.000Z')).toBe('B');
    const first = given(['A', '2026-03-01', NOON]);
    first.when(correct('B', '2026-03-01', { from: 'O' }), now).refused('STATE_CONFLICT', ['from']);
    first.when(correct('A', '2026-03-01'), now).nothing();
    first
      .when(correct('O', '2026-03-01'), now)
      .then({ type: 'BasicInformationCorrected', payload: { from: 'A', to: 'O' } });
  });

  it('R11: the same of how they communicate', () => {
    const needs = (need: string, effectiveFrom: string) => ({
      type: 'CommunicationNeedsRecorded' as const,
      payload: { needs: [need], formats: [], methods: [] },
      meta: { effectiveFrom },
    });
    const said = (...events: readonly ReturnType<typeof needs>[]) =>
      spec.given(registeredWith({}), ...events).state.communication?.needs;
    expect(said(needs('A', '2026-02-20T09:00:00.000Z'), needs('B', '2026-02-10T09:00:00.000Z'))).toEqual(['A']);
    expect(said(needs('A', '2026-02-20T09:00:00.000Z'), needs('B', '2026-02-20T09:00:00.000Z'))).toEqual(['B']);
  });
});

describe('how a person communicates', () => {
  const needs = { type: 'RecordCommunicationNeeds', needs: [], formats: [], methods: [] } as const;

  it('is recorded in place of what was recorded before, so a record that says nothing would empty it: refused', () => {
    const given = spec.given(registeredWith({}));
    const nothing = '/formats: name a need, a language, a format or a method; standard is a format';
    given.when(needs, assessor).refused('MALFORMED', [nothing]);
    given.when({ ...needs, needs: ['\u200b'] }, assessor).refused('MALFORMED', [nothing]);
    for (const said of [
      { formats: [{ format: 'standard', priority: 1 }] },
      { preferredLanguage: 'cy' },
      { methods: ['pictures'] },
    ])
      given.when({ ...needs, ...said }, assessor).then({ type: 'CommunicationNeedsRecorded', payload: said });
  });

  it('a language is the same however its tag is written (RFC 5646)', () => {
    const given = spec.given(registeredWith({ firstLanguage: 'en-GB' }));
    const command = { type: 'CorrectBasicInformation', field: 'firstLanguage', from: 'EN-gb', reason: 'x' } as const;
    given.when({ ...command, to: 'en-gb' }, assessor).then();
    given
      .when({ ...command, to: 'cy-GB' }, assessor)
      .then({ type: 'BasicInformationCorrected', payload: { to: 'cy-GB' } });
    given.when({ ...command, from: 'en', to: 'cy' }, assessor).refused('STATE_CONFLICT', ['from']);
  });
});

describe('§1b: what is recorded of a person happened in their life', () => {
  const early = (occurredAt: string) => ({ ...assessor, occurredAt });
  const communicate = { type: 'RecordCommunicationNeeds', needs: ['hearing'], formats: [], methods: [] } as const;

  it('§1b: nothing before their birth', () => {
    const birth = { ...details, dateOfBirth: '1941-05-04' };
    for (const [given, command] of [
      [[], { type: 'RegisterPerson', ...birth }],
      [[registeredWith(birth)], communicate],
    ] as const) {
      spec
        .given(...given)
        .when(command, early('1941-05-03T12:00:00.000Z'))
        .refused('TIMESCALE_INVALID', ['occurredAt']);
      spec
        .given(...given)
        .when(command, early('1941-05-04T12:00:00.000Z'))
        .then({ type: given.length === 0 ? 'PersonRegistered' : 'CommunicationNeedsRecorded' });
    }
  });

  it('§1b: a birth is set right from a day of that life on', () => {
    const set = (effectiveFrom: string) =>
      spec
        .given(registeredWith({ dateOfBirth: '1941-05-04' }))
        .when(
          { type: 'CorrectBasicInformation', field: 'dateOfBirth', to: '1940-05-04', reason: 'r', effectiveFrom },
          assessor,
        );
    set('1940-05-03').refused('MALFORMED', ['/effectiveFrom: lies before birth']);
    set('1940-05-04').then({ type: 'BasicInformationCorrected' });
  });
});

describe('a registration', () => {
  const register = (more: object) => spec.given().when({ type: 'RegisterPerson', ...details, ...more }, now);

  it.each([[{ given: 'Syntheticus' }], [{ family: 'Syntheticus' }]])('one name is enough: %j', (name) => {
    register({ name }).then({ type: 'PersonRegistered', payload: { ...details, name } });
  });

  it('has a name that can be seen', () => {
    register({ name: {} }).refused('MALFORMED', ['/name: needs a given name or a family name']);
    register({ name: { preferred: 'Syn' } }).refused('MALFORMED', ['/name: needs a given name or a family name']);
    register({ name: { given: '\u3164' } }).refused('MALFORMED', ['/name/given: needs a character that can be seen']);
    register({ name: { given: 'S', preferred: 'S\u202E' } }).refused('MALFORMED', [
      '/name/preferred: has a character that cannot be seen',
    ]);
  });

  it('has a birth, to the day or not, neither ahead nor beyond a lifetime', () => {
    const { dateOfBirth: _, ...undated } = details;
    const birth = { year: 1941, month: 5, estimated: true };
    spec
      .given()
      .when({ type: 'RegisterPerson', ...undated, birth }, now)
      .then({ type: 'PersonRegistered', payload: { ...undated, birth } });
    spec
      .given()
      .when({ type: 'RegisterPerson', ...undated }, now)
      .refused('MALFORMED', ['/dateOfBirth: either it is given, or birth']);
    register({ birth }).refused('MALFORMED', ['/dateOfBirth: either it is given, or birth']);
    register({ dateOfBirth: '1895-12-31' }).refused('MALFORMED', ['/dateOfBirth: lies more than 130 years ago']);
  });

  it('keeps its numbers in their one form, and none that is no number', () => {
    register(nhs('９４３ 476\u00A05919')).then({
      type: 'PersonRegistered',
      payload: { ...details, ...nhs('9434765919') },
    });
    for (const value of ['9434765918', 'unknown'])
      register(nhs(value)).refused('MALFORMED', ['/identifiers/0/value: is no NHS number']);
    register({ identifiers: [...nhs('9434765919').identifiers, { scheme: 'CHI', value: '3112999998' }] }).refused(
      'MALFORMED',
      ['/identifiers/1/value: is no CHI number'],
    );
  });

  it('has one number of each national scheme, and none of its references twice', () => {
    register({ identifiers: [...nhs('9434765919').identifiers, ...nhs('9434765870').identifiers] }).refused(
      'MALFORMED',
      ['/identifiers/1: NHS is there already'],
    );
    const local = { scheme: 'local', value: 'L1' };
    register({ identifiers: [local, local] }).refused('MALFORMED', ['/identifiers/1: local is there already']);
    register({ identifiers: [local, { ...local, value: 'L2' }] }).then({ type: 'PersonRegistered' });
  });
});

describe('a correction goes by the rules of registration', () => {
  const correct = (field: string, to: string, more: object = {}) =>
    spec
      .given(registeredWith(nhs('9434765919')))
      .when({ type: 'CorrectBasicInformation', field, to, reason: 'typed wrong', ...more }, assessor);

  it.each([
    ['dateOfBirth', '04/05/1941', '/to: must be a date YYYY-MM-DD'],
    ['dateOfBirth', '1941-02-31', '/to: must be a date YYYY-MM-DD'],
    ['dateOfBirth', '1941', '/to: must be a date YYYY-MM-DD'],
    ['dateOfBirth', '1895-12-31', '/to: lies more than 130 years ago'],
    ['birth', 'about 1941', '/to: must be a year, or a year and month YYYY-MM'],
    ['firstLanguage', 'Polish, some English', '/to: must be a language tag (BCP 47)'],
    ['name.family', 'x'.repeat(5000), '/to: must be text of 1 to 200 characters'],
    ['name.given', '\u200B', '/to: has a character that cannot be seen'],
    ['address', 'x'.repeat(1001), '/to: must be text of 1 to 1000 characters'],
    ['identifiers.NHS', '9434765918', '/to: is no NHS number'],
    ['identifiers.CHI', 'unknown', '/to: is no CHI number'],
  ])('%s is not %s', (field, to, item) => {
    correct(field, to).refused('MALFORMED', [item]);
  });

  it('of a number claims the new one and frees the old; both stay on the record', () => {
    correct('identifiers.NHS', '943 476 5870').then({
      type: 'BasicInformationCorrected',
      payload: { field: 'identifiers.NHS', from: '9434765919', to: '9434765870', reason: 'typed wrong' },
    });
    const event: PersonEvent = {
      type: 'BasicInformationCorrected',
      payload: {
        field: 'identifiers.NHS',
        from: '9434765919',
        to: '9434765870',
        reason: 'x',
        effectiveFrom: '2026-03-02',
      },
    };
    const both = (value: string) => ['NHS', 'CHI'].map((scheme) => ({ scheme, value, named: 'NHS' }));
    expect(person.unique?.taken(event)).toEqual(both('9434765870'));
    expect(person.unique?.freed(event)).toEqual(both('9434765919'));
    const { state } = spec.given(registeredWith(nhs('9434765919')), event);
    expect(person.unique?.holds(state)).toEqual(both('9434765870'));
    expect(state.corrections).toMatchObject([{ from: '9434765919', to: '9434765870' }]);
  });

  it('of a number that was stored with separators meets the same number without them', () => {
    const before = spec.given(registeredWith(nhs('943-476 5919')));
    expect(sheetAt(before.state, now.now)?.identifiers).toEqual([{ scheme: 'NHS', value: '9434765919' }]);
    expect(person.unique?.holds(before.state)).toEqual([
      { scheme: 'NHS', value: '9434765919', named: 'NHS' },
      { scheme: 'CHI', value: '9434765919', named: 'NHS' },
    ]);
    before
      .when({ type: 'CorrectBasicInformation', field: 'identifiers.NHS', to: '943 476 5919', reason: 'x' }, assessor)
      .then();
  });

  it('of a number is an assessor’s, from today at the latest, and to another number', () => {
    const command = {
      type: 'CorrectBasicInformation',
      field: 'identifiers.NHS',
      to: '9434765870',
      reason: 'x',
    } as const;
    spec.given(registered).when(command, now).refused('NOT_QUALIFIED', ['assessor']);
    correct('identifiers.NHS', '9434765870', { effectiveFrom: '2026-03-03' }).refused('FUTURE_DATE', ['effectiveFrom']);
    correct('identifiers.NHS', '943-476-5919').nothing();
  });

  it('takes a number away where the right one is not known', () => {
    const withdraw = {
      type: 'CorrectBasicInformation',
      field: 'identifiers.NHS',
      withdrawn: true,
      reason: 'x',
    } as const;
    spec
      .given(registeredWith(nhs('9434765919')))
      .when(withdraw, assessor)
      .then({ type: 'BasicInformationCorrected', payload: { from: '9434765919', to: '' } });
    spec.given(registered).when(withdraw, assessor).refused('REFERENCE_NOT_FOUND', ['identifiers.NHS']);
    spec
      .given(registered)
      .when({ ...withdraw, field: 'name.family' }, assessor)
      .refused('MALFORMED', ['/to: is required; a number may be withdrawn instead']);
  });

  it('says what it sets right, where it says that: otherwise somebody has set it right already', () => {
    correct('name.family', 'Renamed', { from: 'Someone' }).refused('STATE_CONFLICT', ['from']);
    correct('name.family', 'Renamed', { from: 'Person' }).then({ type: 'BasicInformationCorrected' });
  });

  it('holds from a day of the person’s life, and one that can be foreseen', () => {
    correct('address', 'A new address', { effectiveFrom: '1941-05-03' }).refused('MALFORMED', [
      '/effectiveFrom: lies before birth',
    ]);
    correct('address', 'A new address', { effectiveFrom: '2027-03-04' }).refused('FUTURE_DATE', ['effectiveFrom']);
  });

  it('R38: is made after death too, and puts no birth after it', () => {
    const dead = spec.given(registered, died);
    dead
      .when({ type: 'CorrectBasicInformation', field: 'name.family', to: 'Renamed', reason: 'x' }, assessor)
      .then({ type: 'BasicInformationCorrected' });
    dead
      .when({ type: 'CorrectBasicInformation', field: 'dateOfBirth', to: '2026-03-02', reason: 'x' }, assessor)
      .refused('MALFORMED', ['/to: lies after death']);
    const needs = { type: 'RecordCommunicationNeeds', needs: [], formats: [], methods: ['pictures'] } as const;
    dead.when(needs, now).refused('STATE_CONFLICT', ['deceased']);
  });
});

describe('the sheet at an instant', () => {
  const corrected = (to: string, effectiveFrom: string): PersonEvent => ({
    type: 'BasicInformationCorrected',
    payload: { field: 'address', from: '', to, reason: 'moved', effectiveFrom },
  });

  it('what holds from a later day is upcoming until then', () => {
    const { state } = spec.given(registered, corrected('Next', '2026-04-01'));
    expect(sheetAt(state, '2026-03-02T09:00:00.000Z')?.address).toBeUndefined();
    expect(upcomingAt(state, '2026-03-02T09:00:00.000Z')).toMatchObject([{ field: 'address', to: 'Next' }]);
    // British summer time: the local day begins at 23:00 UTC.
    expect(sheetAt(state, '2026-03-31T22:59:59.999Z')?.address).toBeUndefined();
    expect(sheetAt(state, '2026-03-31T23:00:00.000Z')?.address).toBe('Next');
    expect(upcomingAt(state, '2026-03-31T23:00:00.000Z')).toEqual([]);
  });

  it('R11: of two corrections the one effective later holds; of the same day the one recorded later', () => {
    const { state } = spec.given(
      registered,
      corrected('Of the 20th', '2026-02-20'),
      corrected('Of the 5th', '2026-02-05'),
    );
    expect(sheetAt(state, '2026-02-10T12:00:00.000Z')?.address).toBe('Of the 5th');
    expect(sheetAt(state, '2026-03-02T12:00:00.000Z')?.address).toBe('Of the 20th');
    const same = spec.given(registered, corrected('First', '2026-02-05'), corrected('Second', '2026-02-05'));
    expect(sheetAt(same.state, '2026-03-02T12:00:00.000Z')?.address).toBe('Second');
  });
});

describe('D1: facts that move to another record are moved by two people', () => {
  const move = { type: 'MoveFacts', toPersonId: 'T', fields: ['identifiers.NHS'], reason: 'the other twin' } as const;
  const target = (more: Partial<PersonDetails> = {}) => ({
    streams: { 'person-T': spec.given(registeredWith({ name: { given: 'Twin' }, ...more })).state },
  });
  const approval = {
    moveId: 'M',
    toPersonId: 'T',
    fields: ['identifiers.NHS'],
    reason: 'the other twin',
    by: 'A',
    lapsesAt: '2026-03-30T22:59:59.999Z',
  };
  const approved: PersonEvent = { type: 'MoveApproved', payload: approval };
  const given = spec.given(registeredWith(nhs('9434765919')));
  const once = spec.given(registeredWith(nhs('9434765919')), approved);

  it('the first approves, for 28 days', () => {
    const { moveId: _, ...payload } = approval;
    given.when(move, { ...assessor, ...target() }).then({ type: 'MoveApproved', payload });
  });

  it('the same user again is no second approver; another completes it', () => {
    once.when(move, { ...assessor, ...target() }).refused('SECOND_APPROVER_REQUIRED', ['M']);
    once.when(move, { ...second, ...target() }).then({
      type: 'FactsMoved',
      payload: {
        moveId: 'M',
        toPersonId: 'T',
        facts: [{ field: 'identifiers.NHS', value: '9434765919' }],
        approvedBy: ['A', 'B'],
        reason: 'the other twin',
        effectiveFrom: '2026-03-02',
      },
    });
  });

  it('lapses: after 28 days the second is a first one again', () => {
    once
      .when(move, { ...second, ...target(), now: '2026-03-30T23:00:00.000Z' })
      .then({ type: 'MoveApproved', payload: { by: 'B' } });
    once.when(move, { ...second, ...target(), now: '2026-03-30T22:59:59.999Z' }).then({ type: 'FactsMoved' });
  });

  it('is of what stands here, and does not stand there', () => {
    given.when({ ...move, toPersonId: 'nobody' }, assessor).refused('REFERENCE_NOT_FOUND', ['toPersonId']);
    spec
      .given(registered)
      .when(move, { ...assessor, ...target() })
      .refused('REFERENCE_NOT_FOUND', ['identifiers.NHS']);
    given.when(move, { ...assessor, ...target(nhs('9434765870')) }).refused('STATE_CONFLICT', ['identifiers.NHS']);
    const { reason: _, ...unreasoned } = move;
    given.when(unreasoned, { ...assessor, ...target() }).refused('REASON_REQUIRED', ['reason']);
  });

  it('is held by the first record until it has arrived at the second', () => {
    const payload = { moveId: 'M', reason: 'x', effectiveFrom: '2026-03-02' };
    const facts = [{ field: 'identifiers.NHS', value: '9434765919' }];
    const moved: PersonEvent = {
      type: 'FactsMoved',
      payload: { ...payload, toPersonId: 'T', facts, approvedBy: ['A', 'B'] },
    };
    const { state } = spec.given(registeredWith(nhs('9434765919')), approved, moved);
    expect(sheetAt(state, now.now)?.identifiers).toEqual([]);
    expect(person.unique?.holds(state)).toHaveLength(2);
    spec
      .given(registered)
      .when({ type: 'ReceiveFacts', ...payload, fromPersonId: 'P', facts }, now)
      .then({
        type: 'FactsReceived',
        payload: { ...payload, fromPersonId: 'P', facts: [{ ...facts[0], before: '' }] },
      });
    // A number is claimed under both schemes, and handed over by the record that has it.
    const received = { type: 'FactsReceived', payload: { fromPersonId: 'P', facts: [{ ...facts[0], before: '' }] } };
    expect(person.unique?.taken(received as never)).toEqual([
      { scheme: 'NHS', value: '9434765919', named: 'NHS', from: 'P' },
      { scheme: 'CHI', value: '9434765919', named: 'NHS', from: 'P' },
    ]);
    const done = spec.given(registeredWith(nhs('9434765919')), approved, moved, {
      type: 'MoveCompleted',
      payload: { moveId: 'M' },
    });
    expect(person.unique?.holds(done.state)).toEqual([]);
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

describe('people who may be taken for one', () => {
  const other = { ...person.initial, status: 'registered', details };
  const known = { ...now, streams: { 'person-other': other, 'person-third': other } };
  const apart = { type: 'DistinguishPerson', notSameAs: ['other'], reason: 'twins' } as const;
  const told: PersonEvent = { type: 'PersonDistinguished', payload: { notSameAs: ['other'], reason: 'twins' } };

  it('ENG-129: are told apart with a reason, and not again', () => {
    spec.given(registered).when(apart, known).then(told);
    spec.given(registered, told).when(apart, known).nothing();
    spec
      .given(registered, told)
      .when({ ...apart, notSameAs: ['third', 'other'] }, known)
      .then({ type: 'PersonDistinguished', payload: { notSameAs: ['other', 'third'] } });
    expect(
      spec.given({ ...registered, payload: { ...details, notSameAs: ['third', 'mayAlreadyBeKnown'] } }, told).state
        .notSameAs,
    ).toEqual(['other', 'third']);
  });

  it('are known, and not themselves', () => {
    const { reason: _, ...unreasoned } = apart;
    spec.given(registered).when(unreasoned, known).refused('REASON_REQUIRED', ['reason']);
    spec
      .given(registered)
      .when({ ...apart, notSameAs: ['nobody'] }, known)
      .refused('REFERENCE_NOT_FOUND', ['notSameAs']);
    spec
      .given(registered)
      .when(apart, { ...known, id: 'other' })
      .refused('REFERENCE_NOT_FOUND', ['notSameAs']);
  });
});
