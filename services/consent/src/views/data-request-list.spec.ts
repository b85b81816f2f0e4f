import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { DataRequestEvent } from '../domain/data-request/events.js';
import { dataRequestList } from './data-request-list.js';

const { personId } = specMeta;
const DUE = '2026-04-02T22:59:59.999Z';
const event = (one: DataRequestEvent, revision: number) =>
  recorded<DataRequestEvent>(one, { stream: 'dataRequest-R', revision });
const received = event(
  { type: 'DataRequestReceived', payload: { right: 'access', about: 'a synthetic letter', dueAt: DUE } },
  1,
);
const refused = event(
  { type: 'DataRequestRefused', payload: { article: 'UK GDPR art 15', reasons: 'synthetic', icoRouteGiven: true } },
  2,
);

describe('the list of data requests', () => {
  const list = (...events: readonly (typeof received)[]) =>
    specifyView(dataRequestList)
      .given(...events)
      .entries(personId ?? '');
  const office = { of: 'role', role: 'DP', organisationId: '' };

  it('ENG-140: stands with the officer until it is answered, by when that is due', () => {
    expect(list(received)[0]).toMatchObject({ order: DUE, filters: { state: 'received', right: 'access' } });
    expect(list(received)[0]?.scopes).toEqual(
      expect.arrayContaining([{ of: 'tenant' }, { of: 'person', id: personId }, office]),
    );
    expect(list(received, refused)[0]?.scopes).not.toContainEqual(office);
    expect(list(received, refused)[0]?.filters).toMatchObject({ state: 'refused' });
  });

  it('is for no assessor', () => {
    expect(list(received)[0]?.scopes).not.toContainEqual({ of: 'role', role: 'AS', organisationId: '' });
  });
});
