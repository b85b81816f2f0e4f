import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { staffMember } from './decider.js';
import { absenceAt, membershipAt } from './state.js';

const spec = specify(staffMember);
const at = '2026-05-01T08:00:00.000Z';
const as = (role: string, organisationId?: string) => ({
  now: at,
  actor: {
    ...{ userId: 'M', user: 'm', role, roles: [role], serviceIds: [], qualifications: [] },
    ...(organisationId === undefined ? {} : { organisationId }),
  },
});
/** Colleagues who have signed in there. */
const colleagues = Object.fromEntries(
  ['B', 'C'].map((name) => [`staffMember-pseudonym-${name}`, { memberships: { O: { roles: ['KW'] } } }]),
);
const manager = { ...as('SM', 'O'), streams: colleagues };
const signedIn = {
  type: 'NoteSignIn',
  userId: 'A',
  name: 'Sample Keyworker',
  roles: ['KW', 'CS'],
  issuedAt: at,
} as const;
const noted = {
  type: 'StaffSignedIn',
  payload: { userId: 'A', name: 'Sample Keyworker', roles: ['CS', 'KW'], organisationId: 'O', issuedAt: at },
} as const;
const naming = { type: 'NameStaff', userId: 'A', name: 'Sam Sample', roles: ['KW'] } as const;

describe('what a member of staff is called', () => {
  it('is noted once for each change of what the identity provider says', () => {
    spec.given().when(signedIn, as('KW', 'O')).then(noted);
    spec
      .given(noted)
      .when({ ...signedIn, roles: ['CS', 'KW'] }, as('KW', 'O'))
      .nothing();
    for (const other of [{ name: 'Another Sample' }, { roles: ['KW'] }])
      spec
        .given(noted)
        .when({ ...signedIn, ...other }, as('KW', 'O'))
        .then({ type: 'StaffSignedIn' });
    // Of two tokens in use the later one holds: each request would change it back.
    const earlier = { name: 'Former Sample', issuedAt: '2026-05-01T07:59:59.000Z' };
    spec
      .given(noted)
      .when({ ...signedIn, ...earlier }, as('KW', 'O'))
      .nothing();
  });

  it('is said by a manager for their own organisation, until the identity provider says something else', () => {
    spec
      .given(noted)
      .when(naming, manager)
      .then({ type: 'StaffNamed', payload: { userId: 'A', name: 'Sam Sample', roles: ['KW'], organisationId: 'O' } });
    const named = { type: 'StaffNamed', payload: { ...noted.payload, name: 'Sam Sample' } } as const;
    const { state } = spec.given(noted, named);
    expect(membershipAt(state, 'O').name).toBe('Sam Sample');
    spec.given(noted, named).when(signedIn, as('KW', 'O')).nothing();
    spec
      .given(noted, named)
      .when({ ...naming, roles: ['CS', 'KW'] }, manager)
      .nothing();
  });

  it('is kept by organisation', () => {
    const { state } = spec.given(noted);
    expect(membershipAt(state, 'P').name).toBeUndefined();
    spec
      .given(noted)
      .when(signedIn, as('KW', 'P'))
      .then({ type: 'StaffSignedIn', payload: { organisationId: 'P' } });
  });

  it('is said for another organisation by an administrator alone', () => {
    spec
      .given()
      .when({ ...naming, organisationId: 'P' }, manager)
      .refused('NOT_FOUND', []);
    spec
      .given()
      .when({ ...naming, organisationId: 'P' }, as('PA'))
      .then({ type: 'StaffNamed', payload: { organisationId: 'P' } });
  });
});

const away = { type: 'SetAbsence', userId: 'A', from: '2026-05-04', to: '2026-05-08', deputyId: 'B' } as const;
const absence = {
  absenceId: 'a1',
  userId: 'A',
  user: 'pseudonym-A',
  deputyId: 'B',
  deputy: 'pseudonym-B',
  organisationId: 'O',
  from: '2026-05-03T23:00:00.000Z',
  to: '2026-05-08T22:59:59.999Z',
} as const;
const isAway = { type: 'StaffAbsenceSet', payload: absence } as const;

describe('an absence', () => {
  it('lasts from the first day to the last, both included, in local time', () => {
    const { absenceId: _, ...set } = absence;
    spec.given().when(away, manager).then({ type: 'StaffAbsenceSet', payload: set });
    spec.given(isAway).when(away, manager).nothing();
  });

  it('takes the place of the one before', () => {
    spec
      .given(isAway)
      .when({ ...away, deputyId: 'C' }, manager)
      .then(
        { type: 'StaffAbsenceEnded', payload: { absenceId: 'a1', deputy: 'pseudonym-B', organisationId: 'O' } },
        { type: 'StaffAbsenceSet', payload: { deputyId: 'C' } },
      );
  });

  it('ends before it is over, and not again', () => {
    const end = { type: 'EndAbsence', userId: 'A' } as const;
    const ended = {
      type: 'StaffAbsenceEnded',
      payload: { absenceId: 'a1', deputy: 'pseudonym-B', organisationId: 'O' },
    } as const;
    spec.given(isAway).when(end, manager).then(ended);
    spec.given(isAway, ended).when(end, manager).nothing();
    spec
      .given(isAway)
      .when(end, { ...manager, now: '2026-05-09T08:00:00.000Z' })
      .nothing();
  });

  it.each([
    ['that ends before it begins', { to: '2026-05-03' }],
    ['that is over', { from: '2026-04-01', to: '2026-04-30' }],
    ['of more than a year', { to: '2027-06-01' }],
  ])('is refused: one %s', (_, dates) => {
    spec
      .given()
      .when({ ...away, ...dates }, manager)
      .refused('TIMESCALE_INVALID', ['to']);
  });

  it('wants a deputy who is there', () => {
    spec
      .given()
      .when({ ...away, deputyId: 'A' }, manager)
      .refused('STATE_CONFLICT', ['deputyId']);
    const of = (from: string, to: string) => ({
      'staffMember-pseudonym-B': { memberships: { O: { roles: [], absence: { ...absence, from, to } } } },
    });
    spec
      .given()
      .when(away, { ...manager, streams: of('2026-05-08T09:00:00.000Z', '2026-05-20T09:00:00.000Z') })
      .refused('STATE_CONFLICT', ['deputyId']);
    spec
      .given()
      .when(away, { ...manager, streams: of('2026-05-09T09:00:00.000Z', '2026-05-20T09:00:00.000Z') })
      .then({ type: 'StaffAbsenceSet' });
  });

  it('wants a deputy whom the organisation knows: the work would be on nobody’s list', () => {
    const stranger = { ...away, deputyId: 'X' };
    spec.given().when(stranger, manager).refused('REFERENCE_NOT_FOUND', ['deputyId']);
    const elsewhere = { 'staffMember-pseudonym-X': { memberships: { P: { roles: ['KW'] } } } };
    spec
      .given()
      .when(stranger, { ...manager, streams: elsewhere })
      .refused('REFERENCE_NOT_FOUND', ['deputyId']);
    const named = { 'staffMember-pseudonym-X': { memberships: { O: { roles: ['KW'] } } } };
    spec
      .given()
      .when(stranger, { ...manager, streams: named })
      .then({ type: 'StaffAbsenceSet' });
  });

  it('is not of a deputy who has the work of somebody else meanwhile: nobody would have it', () => {
    const standing = (organisationId: string, from: string, to: string) => ({
      'pseudonym-A': { ...NO_FACTS, standsIn: { a7: { organisationId, from, to } } },
    });
    const during = ['2026-05-08T09:00:00.000Z', '2026-05-20T09:00:00.000Z'] as const;
    spec
      .given()
      .when(away, { ...manager, subjects: standing('O', ...during) })
      .refused('STATE_CONFLICT', ['userId']);
    for (const elsewhere of [
      standing('P', ...during),
      standing('O', '2026-05-09T09:00:00.000Z', '2026-05-20T09:00:00.000Z'),
    ])
      spec
        .given()
        .when(away, { ...manager, subjects: elsewhere })
        .then({ type: 'StaffAbsenceSet' });
  });

  it('is set by a manager of that organisation', () => {
    spec
      .given()
      .when({ ...away, organisationId: 'P' }, manager)
      .refused('NOT_FOUND', []);
    const { state } = spec.given(isAway);
    expect(absenceAt(membershipAt(state, 'O'), at)).toEqual(absence);
    expect(absenceAt(membershipAt(state, 'P'), at)).toBeUndefined();
  });
});

describe('who has left', () => {
  const leave = { type: 'RecordDeparture', userId: 'A' } as const;
  const left = { type: 'StaffLeft', payload: { userId: 'A', user: 'pseudonym-A', organisationId: 'O' } } as const;

  it('is away no more, and leaves once', () => {
    spec.given(noted, isAway).when(leave, manager).then({ type: 'StaffAbsenceEnded' }, left);
    spec.given(noted, left).when(leave, manager).nothing();
  });

  const returned = { type: 'StaffReturned', payload: { organisationId: 'O' } } as const;

  it('comes back where a manager names them again', () => {
    spec.given(noted, left).when(naming, manager).then(returned, { type: 'StaffNamed' });
    expect(membershipAt(spec.given(noted, left, returned).state, 'O').leftAt).toBeUndefined();
  });

  it('comes back by signing in', () => {
    const again = { ...signedIn, issuedAt: '2026-05-02T08:00:00.000Z' };
    spec.given(noted, left).when(again, as('KW', 'O')).then(returned, { type: 'StaffSignedIn' });
    // A token that was issued before says nothing of it.
    spec
      .given(noted, { ...left, meta: { recordedAt: '2026-05-03T08:00:00.000Z' } })
      .when(again, as('KW', 'O'))
      .nothing();
    expect(membershipAt(spec.given(noted, left, noted).state, 'O').leftAt).toBeUndefined();
  });
});
