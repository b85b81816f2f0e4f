import { present, uuidV5 } from '@carethread/ledger';
import { leaderOf } from '@carethread/access';
import { policy } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { ReviewFacts } from '../domain/facts.js';

/** C8: a refused sign-off is talked over. */
export const raiseDiscussionWhenSignOffRefused = policy({
  name: 'raise-discussion-when-sign-off-refused',
  when: ['consent.sign-off-refused.v1'],
  then: async ({ id, data: { subject, subjectId }, personId }, look) => {
    const known = personId === null ? undefined : (await look.facts<ReviewFacts>(personId)).plans[subjectId];
    // A plan's proposal is talked over once until the next version, however often it is refused.
    const about = known === undefined || subject !== 'planVersion' ? [id] : [subjectId, known.versionNo];
    return [
      raiseTask(
        uuidV5('discussRefusal', ...about),
        present({
          kind: 'discussRefusal',
          ...(await look.office(personId, leaderOf(known?.planKind), known?.organisationId)),
          subject: known === undefined ? undefined : { kind: 'plan' as const, id: subjectId },
          ref: { subjectId },
        }),
      ),
    ];
  },
});
