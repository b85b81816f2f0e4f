import { uuidV5 } from '@carethread/ledger';
import { policy, policyOn, raiseTask } from '@carethread/service-kit';
import { schedule } from '../domain/schedule.js';
import type { ScheduleEvent, ScheduleState } from '../domain/schedule-shapes.js';
import { notPracticableInARow, TOO_MANY_IN_A_ROW } from '../domain/schedule-rules.js';

/** C18: a missed obligation is told to keyworker, manager and, where commissioned, the council; to the co-ordinator for CPA. */
export const tellThoseConcernedWhenObligationMissed = policyOn<ScheduleEvent>()({
  name: 'tell-those-concerned-when-obligation-missed',
  when: ['ObligationMissed'],
  then: ({ id, data }) =>
    (data.planKind === 'cpa' ? ['CC', 'TM'] : ['KW', 'SM', 'AS']).map((forRole) =>
      raiseTask(uuidV5(id, forRole), {
        kind: 'obligationMissed',
        forRole,
        ref: { obligationId: data.obligationId, planId: data.planId, obligationKind: data.kind },
      }),
    ),
});

/** ENG-107: one check that could not be held is no breach; three in a row are for the manager to look at. */
export const alertManagerWhenChecksAreNotPracticable = policyOn<ScheduleEvent>()({
  name: 'alert-manager-when-checks-are-not-practicable',
  when: ['ObligationNotPracticable'],
  then: async ({ id, data }, look) => {
    const { obligations } = await look.state<ScheduleState>(schedule, data.planId);
    const count = notPracticableInARow(obligations, data.obligationId);
    return count < TOO_MANY_IN_A_ROW
      ? []
      : [
          raiseTask(uuidV5(id, 'checksNotPracticable'), {
            kind: 'checksNotPracticable',
            forRole: 'SM',
            ref: { planId: data.planId, count },
          }),
        ];
  },
});

/** CPA-56: twelve months without a CPA review is a serious breach, told to the team manager. */
export const escalateWhenReviewSeriouslyOverdue = policyOn<ScheduleEvent>()({
  name: 'escalate-when-review-seriously-overdue',
  when: ['ReviewSeriouslyOverdue'],
  then: ({ id, data }) => [
    raiseTask(uuidV5(id, 'seriousOverdue'), { kind: 'seriousOverdue', forRole: 'TM', ref: { planId: data.planId } }),
  ],
});

/** C8: a refused sign-off is talked over. */
export const raiseDiscussionWhenSignOffRefused = policy({
  name: 'raise-discussion-when-sign-off-refused',
  when: ['consent.sign-off-refused.v1'],
  then: ({ id, data }) => [
    raiseTask(uuidV5(id, 'discussRefusal'), {
      kind: 'discussRefusal',
      forRole: 'KW',
      ref: { subjectId: data.subjectId },
    }),
  ],
});
