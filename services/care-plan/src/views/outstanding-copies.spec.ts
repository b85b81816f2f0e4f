import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { CopiesEvent } from '../domain/copies/events.js';
import { outstandingCopies } from './outstanding-copies.js';

const { personId, recordedAt } = specMeta;
const carer = { kind: 'carer', id: 'CARER', name: 'Synthetic Carer', role: 'carer' } as const;
const self = { kind: 'person', id: personId ?? '', name: 'Synthetic Person', role: 'person' } as const;
const event = (one: CopiesEvent) => recorded<CopiesEvent>(one, { stream: 'copies-PL' });
const issued = (copyId: string, recipient: typeof carer | typeof self, versionNo = 1, format = 'standard') =>
  event({
    type: 'CopyIssued',
    payload: { copyId, versionNo, issueNo: 1, recipient, format, channel: 'platform', basis: 'permitted' },
  });
const failed = (copyId: string, format: string) =>
  event({
    type: 'CopyDeliveryFailed',
    payload: { copyId, versionNo: 1, issueNo: 1, recipient: self, format, reason: 'formatNotProvided' },
  });
const acknowledged = (copyId: string) => event({ type: 'CopyAcknowledged', payload: { copyId, at: recordedAt } });
const plan = { planId: 'PL', planKind: 'provider', organisationId: 'HOME' };
const opened = published('care-plan.care-plan-opened.v1', { ...plan, jurisdiction: 'ENG', rulePacks: [] });
const entries = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(outstandingCopies)
    .given(opened, ...events)
    .entries(personId ?? '');
const ids = (...events: readonly ReturnType<typeof event>[]) => entries(...events).map(({ id }) => id);

describe('copies that wait', () => {
  it('CPA-48: a copy waits with the holder of the plan and with its recipient until it is acknowledged', () => {
    expect(entries(issued('c1', carer))).toMatchObject([
      {
        id: 'c1',
        filters: { state: 'unacknowledged', planId: 'PL' },
        body: { planId: 'PL', personId, recipient: carer, since: recordedAt },
      },
    ]);
    expect(entries(issued('c1', carer))[0]?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'organisation', id: 'HOME' },
        { of: 'user', id: 'CARER' },
      ]),
    );
    expect(ids(issued('c1', carer), issued('c2', self), acknowledged('c1'))).toEqual(['c2']);
  });

  it('CPA-48: a newer copy for the same recipient replaces it, one in another format does not', () => {
    expect(ids(issued('c1', carer), issued('c2', carer, 2))).toEqual(['c2']);
    expect(ids(issued('c1', carer), issued('c2', self, 2))).toEqual(['c1', 'c2']);
    expect(ids(issued('c1', self), issued('c2', self, 1, 'easyRead'))).toEqual(['c1', 'c2']);
  });

  it('D30: one that could not be made waits for its format', () => {
    expect(entries(failed('f1', 'easyRead'))).toMatchObject([
      { filters: { state: 'undelivered' }, body: { format: 'easyRead', reason: 'formatNotProvided' } },
    ]);
    expect(ids(failed('f1', 'easyRead'), issued('c1', self, 1, 'easyRead'))).toEqual(['c1']);
    expect(ids(failed('f1', 'easyRead'), issued('c1', self))).toEqual(['f1', 'c1']);
  });
});
