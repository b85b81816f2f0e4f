import { erased, recorded, specifyView } from '@carethread/runtime/testing';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { acknowledgedBatches } from './acknowledged-batches.js';

const event: SubscriptionEvent = { type: 'ChangeAcknowledged', payload: { noticeNo: 1, byUserId: 'M' } };
const by = (commandId: string, causationId: string, stream = 'subscription-S1') => ({ commandId, causationId, stream });

describe('PLAT-13: what a request for many notices acknowledged', () => {
  it('is counted by the id of the request, whose first command is kept', () => {
    const view = specifyView(acknowledgedBatches).given(
      recorded(event, by('c1', 'request')),
      recorded(event, by('c2', 'request', 'subscription-S2')),
      recorded(event, by('c3', 'another')),
    );
    view.shows('request', { done: 2, first: { id: 'S1', commandId: 'c1' } });
    view.shows('another', { done: 1, first: { id: 'S1', commandId: 'c3' } });
  });

  it('is counted also where no key opens it any more', () => {
    specifyView(acknowledgedBatches)
      .given(erased(event.type, by('c1', 'request')))
      .shows('request', { done: 1, first: { id: 'S1', commandId: 'c1' } });
  });

  it('is nothing where a notice was acknowledged by itself', () => {
    specifyView(acknowledgedBatches)
      .given(recorded(event, by('c1', 'c1')))
      .showsNothing('c1');
  });
});
