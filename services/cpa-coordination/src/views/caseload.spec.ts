import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseload } from './caseload.js';

const { personId } = specMeta;
const AT = '2026-03-02T09:00:00.000Z';
const NEXT = '2026-03-16T23:59:59.999Z';
let revision = 1;
const event = (one: CpaCaseEvent, at = ++revision) =>
  recorded<CpaCaseEvent>(one, { stream: 'cpaCase-C', revision: at, recordedAt: AT, effectiveFrom: AT });
const opened = event(
  {
    type: 'CpaCaseOpened',
    payload: {
      ...{ caseId: 'C', acceptedOn: '2026-03-02', teamId: 'W', teamSetting: 'community', regionCode: 'R1' },
      ...{ coordinatorId: 'CC1', user: 'pseudonym-1', level: 'undecided', organisationId: 'T' },
    },
  },
  1,
);
const tied = published('cpa-coordination.cpa-case-opened.v1', {
  ...{ caseId: 'C', coordinatorId: 'CC1', teamId: 'W', teamSetting: 'community', organisationId: 'T' },
  ...{ regionCode: 'R1', acceptedOn: '2026-03-02' },
});
const allocated = event({
  type: 'CareCoordinatorAllocated',
  payload: { caseId: 'C', userId: 'CC1', from: AT, interim: false },
});
const expected = event({ type: 'ContactIntervalSet', payload: { interval: 'P14D', expectedBy: NEXT } });
const logged = event({
  type: 'ContactLogged',
  payload: { contactId: 'K', at: AT, outcome: 'seen', note: 'in confidence', by: 'CC1', expectedBy: NEXT },
});
const lapsed = event({
  type: 'ContactLapsed',
  payload: { caseId: 'C', expectedBy: NEXT, failures: 1, nextExpectedBy: '2026-03-30T22:59:59.999Z' },
});
const review = { obligationId: 'B', planId: 'PL', kind: 'cpaReview' };
const due = published('review.obligation-created.v1', { ...review, opensAt: AT, dueAt: NEXT });
const met = published('review.obligation-met.v1', { ...review, metAt: AT, late: false });
const closed = event({ type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'well' } });

const all = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(caseload)
    .given(tied, opened, allocated, ...events)
    .entries(personId ?? '');
const by = (order: string | undefined, ...events: readonly ReturnType<typeof event>[]) =>
  all(...events).filter(({ filters }) => filters['by'] === order);
const entries = (...events: readonly ReturnType<typeof event>[]) => by(undefined, ...events);

describe('the caseload', () => {
  it('CPA-43: holds each open case for its co-ordinator, their team and their organisation', () => {
    expect(entries()).toMatchObject([
      {
        id: 'C',
        scopes: [
          { of: 'tenant' },
          { of: 'person', id: personId },
          { of: 'organisation', id: 'T' },
          { of: 'team', id: 'W' },
          { of: 'user', id: 'CC1' },
        ],
        order: `9999-12-31T23:59:59.999Z ${AT} C`,
        filters: { state: 'open', regionCode: 'R1', lapsed: 'false', level: 'undecided' },
        later: { level: [] },
      },
    ]);
    expect(all(closed)).toEqual([]);
  });

  it('CPA-46, CPA-47: whom contact is due with first comes first, and contact that lapsed is found', () => {
    expect(entries(expected, logged)).toMatchObject([
      {
        order: `${NEXT} ${AT} C`,
        filters: { lapsed: 'false' },
        body: { state: { contacts: [{ at: AT, outcome: 'seen' }] } },
      },
    ]);
    expect(entries(expected, lapsed)).toMatchObject([{ filters: { lapsed: 'true' } }]);
    expect(JSON.stringify(entries(expected, logged))).not.toContain('in confidence');
  });

  it('CPA-53: shows when the next review is due, until it is held', () => {
    expect(entries(due)).toMatchObject([{ body: { review: { opensAt: AT, dueAt: NEXT } } }]);
    expect(entries(due, met)[0]?.body).not.toHaveProperty('review');
    expect(by('review', due)).toMatchObject([{ order: `${NEXT} ${AT} C`, filters: { level: 'undecided' } }]);
    expect(by('review', due, met)).toMatchObject([{ order: `9999-12-31T23:59:59.999Z ${AT} C` }]);
  });

  it('CPA-46: stands by when contact was had last, or since the case was opened', () => {
    expect(by('lastContact')).toMatchObject([{ order: `${AT} ${AT} C` }]);
    expect(by('lastContact', expected, logged)).toMatchObject([{ order: `${AT} ${AT} C` }]);
  });

  it('CPA-36: is found by a level that is set for a later day, beside the one that holds until then', () => {
    const decided = recorded<CpaCaseEvent>(
      {
        type: 'CpaLevelDecided',
        payload: {
          ...{ caseId: 'C', from: 'undecided', to: 'enhanced', effectiveFrom: '2026-04-01' },
          ...{ decidedBy: 'CC1', rationale: 'in confidence', departsFromLeaning: false, emergency: false },
        },
      },
      { stream: 'cpaCase-C', revision: 9, recordedAt: AT, effectiveFrom: '2026-03-31T23:00:00.000Z' },
    );
    for (const order of [undefined, 'review', 'lastContact'])
      expect(by(order, decided)).toMatchObject([{ filters: { level: 'undecided' }, later: { level: ['enhanced'] } }]);
  });

  const LATER = '2026-03-20T09:00:00.000Z';
  const moved = event({
    type: 'CpaTeamChanged',
    payload: { caseId: 'C', fromTeamId: 'W', toTeamId: 'V', teamSetting: 'community', at: LATER, organisationId: 'U' },
  });
  const named = event({
    type: 'CareCoordinatorReallocated',
    payload: { caseId: 'C', fromUserId: 'CC1', toUserId: 'CC2', user: 'pseudonym-2', at: LATER, interim: false },
  });

  it('CPA-43: a move stands with both sides, in and out, and waits until the next organisation names its own', () => {
    expect(by('moved')).toEqual([]);
    const [both, came, left, ...others] = by('moved', moved);
    expect(others).toEqual([]);
    expect(both).toMatchObject({
      order: `${LATER} C`,
      filters: { waiting: 'true' },
      body: {
        move: {
          fromTeamId: 'W',
          toTeamId: 'V',
          fromOrganisationId: 'T',
          toOrganisationId: 'U',
          at: LATER,
          waiting: true,
        },
      },
    });
    expect([came?.filters['direction'], left?.filters['direction']]).toEqual(['in', 'out']);
    expect(came?.scopes).toContainEqual({ of: 'organisation', id: 'U' });
    expect(came?.scopes).not.toContainEqual({ of: 'organisation', id: 'T' });
    expect(left?.scopes).toContainEqual({ of: 'team', id: 'W' });
    expect(left?.scopes).not.toContainEqual({ of: 'team', id: 'V' });
    expect(by('moved', moved, named)[0]?.filters).toMatchObject({ waiting: 'false' });
  });

  it('goes with its team to another organisation', () => {
    const scopes = entries(moved)[0]?.scopes;
    expect(scopes).toContainEqual({ of: 'organisation', id: 'U' });
    expect(scopes).not.toContainEqual({ of: 'organisation', id: 'T' });
  });
});
