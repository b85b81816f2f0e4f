import { justAfter } from '@carethread/calendar';
import { cpaCase } from './decider.js';
import { OPENED, opened, type Past, regions, spec } from './testing/opened-case.js';

describe('keeping contact', () => {
  const interval: Past = {
    type: 'ContactIntervalSet',
    payload: { interval: 'P7D', expectedBy: '2026-01-19T23:59:59.999Z' },
  };
  const lapsed = (failures: number, expectedBy: string, nextExpectedBy: string): Past => ({
    type: 'ContactLapsed',
    payload: { caseId: 'C', failures, expectedBy, nextExpectedBy },
  });
  const FIRST = '2026-01-19T23:59:59.999Z';
  const SECOND = '2026-01-26T23:59:59.999Z';

  it('CPA-46: the interval is the person’s own, counted from the last contact', () => {
    spec
      .given(opened)
      .when({ type: 'SetContactInterval', interval: 'P7D' }, regions(OPENED))
      .then({ type: 'ContactIntervalSet', payload: { expectedBy: FIRST } });
    spec
      .given(opened, interval)
      .when(
        { type: 'LogContact', outcome: 'spoke', at: '2026-01-16T08:00:00.000Z' },
        regions('2026-01-17T08:00:00.000Z'),
      )
      .then({ type: 'ContactLogged', payload: { outcome: 'spoke', expectedBy: '2026-01-23T23:59:59.999Z' } });
    spec.given(opened).when({ type: 'SetContactInterval', interval: 'weekly' }, regions(OPENED)).refused('MALFORMED');
  });

  it.each(['noReply', 'declined'])('CPA-46: %s is kept, and is no contact', (outcome) => {
    const logged = spec.given(opened, interval, {
      type: 'ContactLogged',
      payload: { contactId: 'X', at: OPENED, outcome, by: 'CC1' },
    });
    expect(logged.state.contacts).toHaveLength(1);
    expect(logged.state.expectation?.expectedBy).toBe(FIRST);
  });

  const missed: Past = {
    type: 'CpaObligationMissed',
    payload: { caseId: 'C', kind: 'contactWithPerson', dueAt: FIRST, detectedAt: FIRST, nextExpectedBy: SECOND },
  };

  it('CPA-47: the first expected contact that passes is a breach, the second running has lapsed, counted on from the day it was expected', () => {
    expect(cpaCase.deadlines?.(spec.given(opened, interval).state)).toEqual([
      { at: justAfter(FIRST), name: 'contactWithPerson', command: { type: 'LapseContact', expectedBy: FIRST } },
    ]);
    spec
      .given(opened, interval)
      .when({ type: 'LapseContact', expectedBy: FIRST }, regions('2026-01-22T00:00:00.000Z'))
      .then({
        type: 'CpaObligationMissed',
        payload: {
          kind: 'contactWithPerson',
          dueAt: FIRST,
          detectedAt: '2026-01-22T00:00:00.000Z',
          nextExpectedBy: SECOND,
        },
      });
    spec
      .given(opened, interval, missed)
      .when({ type: 'LapseContact', expectedBy: SECOND }, regions('2026-01-27T00:00:00.000Z'))
      .then({ type: 'ContactLapsed', payload: { failures: 2 } });
    spec
      .given(opened, interval, lapsed(1, FIRST, SECOND))
      .when({ type: 'LapseContact', expectedBy: SECOND }, regions('2026-01-27T00:00:00.000Z'))
      .then({ type: 'ContactLapsed', payload: { failures: 2 } });
    spec
      .given(opened, interval, missed)
      .when({ type: 'LapseContact', expectedBy: FIRST }, regions('2026-01-27T00:00:00.000Z'))
      .nothing();
  });

  it('CPA-47: failures are consecutive: having seen the person ends the count', () => {
    const seen: Past = {
      type: 'ContactLogged',
      payload: {
        contactId: 'X',
        at: '2026-01-21T08:00:00.000Z',
        outcome: 'seen',
        by: 'CC1',
        expectedBy: '2026-01-28T23:59:59.999Z',
      },
    };
    expect(spec.given(opened, interval, lapsed(1, FIRST, SECOND), seen).state.expectation).toEqual({
      interval: 'P7D',
      failures: 0,
      expectedBy: '2026-01-28T23:59:59.999Z',
    });
  });
});
