import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, NO_PLAN, type KnownPlan } from '../facts.js';
import { dataRequest } from './decider.js';
import type { DataRequestEvent } from './events.js';

const NOW = '2026-05-20T09:00:00.000Z';
const known = (planKind: string, versionNo: number, effectiveFrom = '2026-05-01T09:00:00.000Z'): KnownPlan => ({
  ...NO_PLAN,
  planKind,
  versions: [{ versionNo, contentHash: 'c', effectiveFrom }],
});
const facts = {
  ...NO_FACTS,
  plans: {
    L: known('localAuthority', 1),
    C: known('cpa', 3),
  },
};
const as = (role: string) => ({ userId: 'U', user: 'u', role, roles: [role], serviceIds: [], qualifications: [] });
const context = { now: NOW, facts, actor: as('CC') };

describe('a request about one’s data', () => {
  const spec = specify(dataRequest);
  const received: DataRequestEvent = {
    type: 'DataRequestReceived',
    payload: { right: 'rectification', about: 'the allergy', dueAt: '2026-06-22T22:59:59.999Z' },
  };
  const refuse = { type: 'RefuseDataRequest', reasons: 'the letter says so' } as const;

  it('ENG-147: is answered within a month of its receipt', () => {
    spec
      .given()
      .when({ type: 'ReceiveDataRequest', right: 'rectification', about: 'the allergy' }, context)
      .then({
        type: 'DataRequestReceived',
        payload: { right: 'rectification', about: 'the allergy', dueAt: '2026-06-20T22:59:59.999Z' },
      });
    spec
      .given()
      .when({ type: 'ReceiveDataRequest', right: 'access' }, { ...context, now: '2026-01-31T12:00:00.000Z' })
      .then({ type: 'DataRequestReceived', payload: { dueAt: '2026-02-28T23:59:59.999Z' } });
    spec.given(received).when({ type: 'ReceiveDataRequest', right: 'access' }, context).nothing();
  });

  it('ENG-147: the month counts from the day of receipt, which lies within the last year', () => {
    const now = '2026-02-10T12:00:00.000Z';
    const asked = (occurredAt: string) =>
      spec.given().when({ type: 'ReceiveDataRequest', right: 'access' }, { ...context, now, occurredAt });
    asked('2026-01-31T12:00:00.000Z').then({
      type: 'DataRequestReceived',
      payload: { dueAt: '2026-02-28T23:59:59.999Z' },
    });
    asked('2024-12-31T12:00:00.000Z').refused('TIMESCALE_INVALID', ['occurredAt']);
  });

  it('R38: is made by nobody for themselves after their death; what was asked before is answered', () => {
    const died = { ...context, facts: { ...facts, deceased: true } };
    const ask = { type: 'ReceiveDataRequest', right: 'access' } as const;
    spec
      .given()
      .when(ask, { ...died, actor: as('PE') })
      .refused('STATE_CONFLICT', ['deceased']);
    spec
      .given()
      .when(ask, { ...died, actor: as('LR') })
      .then({ type: 'DataRequestReceived' });
    spec
      .given(received)
      .when(refuse, { ...died, actor: as('DP') })
      .then({ type: 'DataRequestRefused' });
  });

  it('ENG-147: is refused with reasons, the article and the way to complain', () => {
    spec
      .given(received)
      .when(refuse, context)
      .then({
        type: 'DataRequestRefused',
        payload: { article: 'UK GDPR art 16', reasons: 'the letter says so', icoRouteGiven: true },
      });
    for (const [right, article] of [
      ['access', 'UK GDPR art 15'],
      ['erasure', 'UK GDPR art 17'],
      ['restriction', 'UK GDPR art 18'],
      ['objection', 'UK GDPR art 21'],
      ['another', ''],
    ] as const)
      spec
        .given({ type: 'DataRequestReceived', payload: { right, dueAt: NOW } })
        .when(refuse, context)
        .then({ type: 'DataRequestRefused', payload: { article } });
    spec
      .given(received)
      .when({ ...refuse, article: 'DPA 2018 s.45' }, context)
      .then({ type: 'DataRequestRefused', payload: { article: 'DPA 2018 s.45' } });
    spec.given(received).when({ type: 'RefuseDataRequest' }, context).refused('REASON_REQUIRED', ['reasons']);
    spec.given().when(refuse, context).refused('STATE_CONFLICT', ['none']);
    const refused: DataRequestEvent = {
      type: 'DataRequestRefused',
      payload: { article: 'a', reasons: 'r', icoRouteGiven: true },
    };
    const over = spec.given(received, refused);
    over.when(refuse, context).refused('STATE_CONFLICT', ['refused']);
    expect(over.state).toEqual({
      state: 'refused',
      right: 'rectification',
      dueAt: '2026-06-22T22:59:59.999Z',
      article: 'a',
      reasons: 'r',
    });
  });

  it('R21: is the person’s', () => {
    expect(dataRequest.holder(dataRequest.initial, { id: 'D', role: 'CC' }, 'readConsent')).toEqual({ kind: 'person' });
  });
});
