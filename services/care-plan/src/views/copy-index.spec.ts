import { recorded, specifyView } from '@carethread/runtime/testing';
import type { CopiesEvent } from '../domain/copies/events.js';
import { copyIndex } from './copy-index.js';

const issued: CopiesEvent = {
  type: 'CopyIssued',
  payload: {
    copyId: 'X',
    versionNo: 1,
    issueNo: 1,
    recipient: { id: 'F' },
    format: 'standard',
    channel: 'platform',
    basis: 'ownPlan',
  },
};

it('a copy is found by its id, in the register of its plan', () => {
  const view = specifyView(copyIndex).given(recorded(issued, { stream: 'copies-PL' }));
  view.shows('X', { planId: 'PL' });
  view.showsNothing('another');
});
