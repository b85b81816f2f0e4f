import { uuidV5 } from '@carethread/ledger';
import { policyOn, raiseTask } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person.js';

/** A number that was another's may stand on letters and in other systems: the council looks where it was used. */
export const raiseTaskWhenNumberIsCorrected = policyOn<PersonEvent>()({
  name: 'raise-task-when-number-is-corrected',
  when: ['BasicInformationCorrected', 'FactsMoved', 'FactsReceived'],
  then: ({ id, personId, type, data }) => {
    const fields = 'field' in data ? [data.field] : data.facts.map(({ field }) => field);
    const corrected = fields.filter((field) => field.startsWith('identifiers.'));
    return corrected.length === 0
      ? []
      : [
          raiseTask(uuidV5(id, 'identifierCorrected'), {
            kind: 'identifierCorrected',
            forRole: 'AS',
            ...(personId === null ? {} : { subject: { kind: 'person', id: personId } }),
            ref: { fields: corrected.join(' '), by: type },
          }),
        ];
  },
});
