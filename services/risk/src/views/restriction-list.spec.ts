import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import { restrictionList } from './restriction-list.js';

const { personId, actor, occurredAt } = specMeta;
const event = (one: RestrictionEvent, revision: number) =>
  recorded<RestrictionEvent>(one, {
    ...{ stream: 'restriction-X', revision },
    actor: { ...actor, role: 'SM', organisation: 'O' },
  });
const secret = 'in confidence';
const proposed = event(
  {
    type: 'RestrictionProposed',
    payload: {
      measure: secret,
      justification: secret,
      leastRestrictiveCheck: secret,
      lessRestrictiveOptions: [secret],
    },
  },
  1,
);
const authorised = event(
  {
    type: 'RestrictionAuthorised',
    payload: {
      ...{ scheme: 'DoLS', authorityRef: secret, from: '2026-03-02', to: '2026-09-01', urgent: false },
      conditions: [secret],
    },
  },
  2,
);
const expired = event({ type: 'RestrictionExpired', payload: {} }, 3);
const ended = event({ type: 'RestrictionEnded', payload: { reason: secret } }, 4);
const entries = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(restrictionList)
    .given(...events)
    .entries(personId ?? '');

describe('the list of restrictions', () => {
  it('ENG-081: shows whose authority runs out first, and what is used without one, until it ends', () => {
    expect(entries(proposed)).toMatchObject([
      { order: `9999-12-31T23:59:59.999Z ${occurredAt} X`, filters: { state: 'proposed' } },
    ]);
    const active = entries(proposed, authorised);
    expect(active).toMatchObject([
      { order: expect.stringMatching(/^2026-09-01T22:59:59.999Z /), filters: { state: 'active', scheme: 'DoLS' } },
    ]);
    expect(active[0]?.scopes).toContainEqual({ of: 'organisation', id: 'O' });
    expect(JSON.stringify(active)).not.toContain(secret);
    expect(entries(proposed, authorised, expired)).toMatchObject([{ filters: { state: 'expired' } }]);
    expect(entries(proposed, authorised, expired, ended)).toEqual([]);
  });
});
