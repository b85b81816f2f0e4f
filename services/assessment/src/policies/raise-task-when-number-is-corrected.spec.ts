import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person/events.js';
import { raiseTaskWhenNumberIsCorrected } from './raise-task-when-number-is-corrected.js';

const corrected = (field: string) =>
  recorded<PersonEvent>({
    type: 'BasicInformationCorrected',
    payload: { field, from: 'a', to: 'b', reason: 'a slip', effectiveFrom: '2026-03-02' },
  });
const moved = recorded<PersonEvent>({
  type: 'FactsMoved',
  payload: {
    ...{ moveId: 'M', toPersonId: 'OTHER', reason: 'a mix-up', effectiveFrom: '2026-03-02', approvedBy: ['A', 'B'] },
    facts: ['identifiers.NHS', 'address'].map((field) => ({ field, value: 'x' })),
  },
});
const task = (kind: 'identifierCorrected' | 'factsMoved', fields: string, by: PersonEvent['type']) =>
  raiseTask(uuidV5(specMeta.id, kind), {
    kind,
    forRole: 'AS',
    subject: { kind: 'person', id: specMeta.personId ?? '' },
    ref: { fields, by },
  });

describe('what stood on the wrong record', () => {
  const policy = specifyPolicy(raiseTaskWhenNumberIsCorrected);

  it('D1: a number is for the council to look after where it was used', async () => {
    await policy
      .hears(corrected('identifiers.NHS'))
      .sends(task('identifierCorrected', 'identifiers.NHS', 'BasicInformationCorrected'));
    await policy.hears(corrected('address')).sendsNothing();
  });

  it('D1: so is every fact that moved', async () => {
    await policy
      .hears(moved)
      .sends(task('identifierCorrected', 'identifiers.NHS', 'FactsMoved'), task('factsMoved', 'address', 'FactsMoved'));
  });
});
