import { specMeta } from '@carethread/event-sourcing/testing';
import { published, specifyView } from '@carethread/runtime/testing';
import { disclosedCopies } from './disclosed-copies.js';

const made = {
  disclosureId: 'D',
  recipientId: 'R',
  role: 'OP',
  planId: 'PL',
  versionNo: 2,
  fields: ['allergies'],
  preparedOn: '2026-03-02T09:00:00.000Z',
};

it('CPA-56: a disclosure shows one version of one plan, and the fields that were disclosed to its recipient', () => {
  const { role: _, ...shown } = made;
  const view = specifyView(disclosedCopies).given(published('consent.disclosure-made.v1', made));
  view.shows('D', { ...shown, personId: specMeta.personId });
  view.showsNothing('another');
});
