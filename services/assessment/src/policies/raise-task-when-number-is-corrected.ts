import { present, uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person/events.js';

/**
 * A number that was another's may stand on letters and in other systems, and so may any fact that stood on the wrong record: the council
 * looks where it was used.
 */
export const raiseTaskWhenNumberIsCorrected = policyOn<PersonEvent>()({
  name: 'raise-task-when-number-is-corrected',
  when: ['BasicInformationCorrected', 'FactsMoved', 'FactsReceived'],
  then: ({ id, personId, type, data }) => {
    const fields = 'field' in data ? [data.field] : data.facts.map(({ field }) => field);
    const numbers = fields.filter((field) => field.startsWith('identifiers.'));
    const others = type === 'BasicInformationCorrected' ? [] : fields.filter((field) => !numbers.includes(field));
    const looked = [
      { kind: 'identifierCorrected', about: numbers },
      { kind: 'factsMoved', about: others },
    ] as const;
    return looked.flatMap(({ kind, about }) =>
      about.length === 0
        ? []
        : [
            raiseTask(
              uuidV5(id, kind),
              present({
                kind,
                forRole: 'AS',
                subject: personId === null ? undefined : { kind: 'person', id: personId },
                ref: { fields: about.join(' '), by: type },
              }),
            ),
          ],
    );
  },
});
