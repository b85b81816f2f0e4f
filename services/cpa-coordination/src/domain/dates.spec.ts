import { decideWith, type Context } from '@carethread/event-sourcing';
import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { cpaCase } from './case/decider.js';
import type { CpaCaseEvent } from './case/events.js';
import { NO_FACTS } from './facts.js';
import { region, regionId } from './region/decider.js';

const TENANT = '00000000-0000-4000-8000-000000000003';
const spec = specify(cpaCase);
type Past = CpaCaseEvent & { readonly meta?: { readonly effectiveFrom?: string; readonly recordedAt?: string } };

const OPENED = '2026-01-12T09:00:00.000Z';
const opened: Past = {
  type: 'CpaCaseOpened',
  payload: {
    ...{ caseId: 'C', acceptedOn: '2026-01-05', teamId: 'T', teamSetting: 'community', regionCode: 'R1' },
    ...{ coordinatorId: 'CC1', user: 'u1', level: 'undecided' },
  },
  meta: { effectiveFrom: OPENED },
};
const at = (now: string, more: object = {}) => ({
  now,
  facts: { ...NO_FACTS, ...more },
  streams: {
    [`cpaRegion-${regionId(TENANT, 'R1')}`]: { code: 'R1', periods: [{ scheme: 'twoLevel', from: '2020-01-01' }] },
  },
});
const expecting = (expectedBy: string): Past => ({
  type: 'ContactIntervalSet',
  payload: { interval: 'P14D', expectedBy },
});

describe('dates of a case', () => {
  const command = { type: 'OpenCase', regionCode: 'R1', coordinatorId: 'CC1', teamId: 'T' } as const;

  it.each([
    ['2026-01-12', undefined],
    ['2026-01-13', 'FUTURE_DATE'],
    ['1991-04-01', undefined],
    ['1991-03-31', 'TIMESCALE_INVALID'],
    ['0026-01-12', 'TIMESCALE_INVALID'],
  ])('R27: accepted on %s, when CPA began in 1991 and today is 12 January 2026', (acceptedOn, code) => {
    const opening = spec.given().when({ ...command, acceptedOn }, at(OPENED));
    if (code === undefined) opening.then({ type: 'CpaCaseOpened' }, { type: 'CareCoordinatorAllocated' });
    else opening.refused(code, ['acceptedOn']);
  });

  it('R27: nobody is accepted before they were born, nor in a region that nobody has set up', () => {
    const born = at(OPENED, { bornOn: '2001-06-01' });
    spec
      .given()
      .when({ ...command, acceptedOn: '2001-05-31' }, born)
      .refused('TIMESCALE_INVALID', ['acceptedOn']);
    spec
      .given()
      .when({ ...command, acceptedOn: '2001-06-01' }, born)
      .then({ type: 'CpaCaseOpened' }, { type: 'CareCoordinatorAllocated' });
    spec
      .given()
      .when({ ...command, regionCode: 'R9' }, at(OPENED))
      .refused('REFERENCE_NOT_FOUND', ['regionCode']);
    spec.given(opened).when({ type: 'MoveRegion', to: 'R9' }, at(OPENED)).refused('REFERENCE_NOT_FOUND', ['to']);
  });

  it.each([
    ['2026-01-05T00:00:00.000Z', undefined],
    ['2026-01-04T23:59:59.999Z', 'TIMESCALE_INVALID'],
    ['2020-01-06T09:00:00.000Z', 'TIMESCALE_INVALID'],
    [OPENED, undefined],
    [justAfter(OPENED), 'FUTURE_DATE'],
  ])('contact under the case is had since it was accepted: %s', (when, code) => {
    const logged = spec.given(opened).when({ type: 'LogContact', outcome: 'seen', at: when }, at(OPENED));
    if (code === undefined) logged.then({ type: 'ContactLogged', payload: { at: when } });
    else logged.refused(code, ['at']);
  });

  it('contact that happened before acceptance is refused where only `occurredAt` says so', () => {
    spec
      .given(opened)
      .when({ type: 'LogContact', outcome: 'seen' }, { ...at(OPENED), occurredAt: '2025-12-31T09:00:00.000Z' })
      .refused('TIMESCALE_INVALID', ['at']);
  });

  it.each([
    ['2025-12-08', undefined],
    ['2025-12-07', 'TIMESCALE_INVALID'],
    ['2026-01-13', 'FUTURE_DATE'],
  ])('indicators seen on %s, of a case accepted on 5 January 2026', (recordedOn, code) => {
    const recorded = spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' }, recordedOn }, at(OPENED));
    if (code === undefined) recorded.then({ type: 'CpaIndicatorsRecorded', payload: { recordedOn } });
    else recorded.refused(code, ['recordedOn']);
  });

  it.each(['P1D', 'P366D', 'P1W', 'P53W', 'P12M'])('contact may be expected every %s', (interval) => {
    spec.given(opened).when({ type: 'SetContactInterval', interval }, at(OPENED)).then({ type: 'ContactIntervalSet' });
  });

  it.each(['P0D', 'P367D', 'P54W', 'P13M', 'P999M', 'PT1H', 'P1Y', 'P-1D', 'P1.5D', '14D', 'p14d', 'P14D '])(
    'contact is not expected every %s',
    (interval) => {
      spec.given(opened).when({ type: 'SetContactInterval', interval }, at(OPENED)).refused('MALFORMED');
    },
  );
});

describe('contact that is logged late', () => {
  const NOW = '2026-02-20T09:00:00.000Z';
  const lapsed: readonly Past[] = [
    opened,
    expecting('2026-01-19T23:59:59.999Z'),
    {
      type: 'CpaObligationMissed',
      payload: {
        ...{ caseId: 'C', kind: 'contactWithPerson', dueAt: '2026-01-19T23:59:59.999Z', detectedAt: NOW },
        nextExpectedBy: '2026-02-02T23:59:59.999Z',
      },
    },
    {
      type: 'ContactLapsed',
      payload: {
        caseId: 'C',
        expectedBy: '2026-02-02T23:59:59.999Z',
        failures: 2,
        nextExpectedBy: '2026-03-02T23:59:59.999Z',
      },
    },
  ];

  it('is never expected again at a time that has passed: the clock makes no breach twice', () => {
    const given = spec.given(...lapsed);
    const late: Past = {
      type: 'ContactLogged',
      payload: { contactId: 'new-contact', at: '2026-01-10T09:00:00.000Z', outcome: 'seen', by: 'CC1' },
    };
    const [made] = decideLate('2026-01-10T09:00:00.000Z');
    expect(made).not.toHaveProperty('payload.expectedBy');
    expect(spec.given(...lapsed, late).state.expectation).toEqual(given.state.expectation);
  });

  it('begins the interval anew where the next contact is still to come', () => {
    expect(decideLate('2026-02-10T09:00:00.000Z')).toMatchObject([
      { payload: { at: '2026-02-10T09:00:00.000Z', expectedBy: '2026-02-24T23:59:59.999Z' } },
    ]);
  });

  function decideLate(when: string) {
    const { state } = spec.given(...lapsed);
    return decideWith(cpaCase, { type: 'LogContact', outcome: 'seen', at: when }, state, {
      ...at(NOW),
      occurredAt: NOW,
      newId: (name: string) => `new-${name}`,
      actor: { userId: 'CC1' },
    } as unknown as Context);
  }

  it('a clock that stood still for a year makes one breach for each interval since the case began, and no more', () => {
    let events: readonly Past[] = [opened, expecting('2026-01-19T23:59:59.999Z')];
    const made: string[] = [];
    for (;;) {
      const { state } = spec.given(...events);
      const [due] = cpaCase.deadlines?.(state) ?? [];
      if (due === undefined || due.at > '2027-01-12T09:00:00.000Z') break;
      const [event] = decideWith(cpaCase, due.command, state, {
        ...at('2027-01-12T09:00:00.000Z'),
        id: 'C',
      } as unknown as Context);
      if (event === undefined) throw new Error('a deadline that changes nothing would be issued for ever');
      made.push(event.type);
      events = [...events, event];
    }
    expect(made).toHaveLength(26);
    expect(made.slice(0, 3)).toEqual(['CpaObligationMissed', 'ContactLapsed', 'ContactLapsed']);
  });
});

describe('“already so” is the whole', () => {
  const allocated: Past = {
    type: 'CareCoordinatorAllocated',
    payload: { caseId: 'C', userId: 'CC1', from: OPENED, interim: false },
    meta: { effectiveFrom: OPENED },
  };
  const NOW = '2026-02-20T09:00:00.000Z';

  it('the same co-ordinator at another time, or for a reason, is not what the case has', () => {
    const given = spec.given(opened, allocated);
    given.when({ type: 'ReallocateCoordinator', toUserId: 'CC1' }, at(NOW)).nothing();
    given.when({ type: 'ReallocateCoordinator', toUserId: 'CC1', at: OPENED }, at(NOW)).nothing();
    for (const more of [{ at: NOW }, { reason: 'synthetic' }])
      given
        .when({ type: 'ReallocateCoordinator', toUserId: 'CC1', ...more }, at(NOW))
        .refused('STATE_CONFLICT', ['toUserId']);
  });

  it('the same team or region from another day is not what the case has', () => {
    const given = spec.given(opened, allocated);
    given.when({ type: 'MoveTeam', teamId: 'T' }, at(NOW)).nothing();
    given.when({ type: 'MoveTeam', teamId: 'T', at: NOW }, at(NOW)).refused('STATE_CONFLICT', ['at']);
    given.when({ type: 'MoveRegion', to: 'R1' }, at(NOW)).nothing();
    given.when({ type: 'MoveRegion', to: 'R1', at: NOW }, at(NOW)).refused('STATE_CONFLICT', ['at']);
  });
});

describe('dates of a region’s scheme', () => {
  const set = (from: string, to?: string) =>
    specify(region)
      .given()
      .when(
        {
          type: 'SetRegionScheme',
          code: 'R1',
          period: { scheme: 'twoLevel', from, ...(to === undefined ? {} : { to }) },
        },
        { now: OPENED },
      );

  it('lie within the time of CPA and ten years ahead', () => {
    set('1991-04-01').then({ type: 'RegionSchemeSet' });
    set('1991-03-31').refused('TIMESCALE_INVALID', ['from']);
    set('2036-01-12').then({ type: 'RegionSchemeSet' });
    set('2036-01-13').refused('TIMESCALE_INVALID', ['from']);
    set('2026-01-01', '9999-12-31').refused('TIMESCALE_INVALID', ['to']);
    set('2026-01-01', '2025-12-31').refused('MALFORMED');
  });
});
