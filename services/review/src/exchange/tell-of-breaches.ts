import { uuidV5 } from '@carethread/ledger';
import { leaderOf, policy, policyOn, type PolicyCommand } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';
import type { ScheduleEvent, ScheduleState } from '../domain/schedule/events.js';
import { notPracticableInARow, TOO_MANY_IN_A_ROW } from '../domain/schedule/rules.js';

const TOLD: Readonly<Record<string, readonly string[]>> = { cpa: ['CC', 'TM'], localAuthority: ['AS'] };

/** C18: a missed obligation is told to keyworker, manager and, where commissioned, the council; to the co-ordinator for CPA. */
export const tellThoseConcernedWhenObligationMissed = policyOn<ScheduleEvent>()({
  name: 'tell-those-concerned-when-obligation-missed',
  when: ['ObligationMissed'],
  then: async ({ id, data, personId }, look) => {
    const tasks: PolicyCommand[] = [];
    for (const forRole of TOLD[data.planKind] ?? ['KW', 'SM', 'AS'])
      tasks.push(
        raiseTask(uuidV5(id, forRole), {
          kind: 'obligationMissed',
          ...(await look.office(personId, forRole, data.organisationId)),
          subject: { kind: 'obligation', id: data.obligationId },
          since: data.dueAt,
          ref: { obligationId: data.obligationId, planId: data.planId, obligationKind: data.kind },
        }),
      );
    return tasks;
  },
});

/** ENG-107: one check that could not be held is no breach; three in a row are for the manager to look at. */
export const alertManagerWhenChecksAreNotPracticable = policyOn<ScheduleEvent>()({
  name: 'alert-manager-when-checks-are-not-practicable',
  when: ['ObligationNotPracticable'],
  then: async ({ id, data, personId }, look) => {
    const { obligations, opened } = await look.state<ScheduleState>(schedule, data.planId);
    const count = notPracticableInARow(obligations, data.obligationId);
    return count < TOO_MANY_IN_A_ROW
      ? []
      : [
          raiseTask(uuidV5(id, 'checksNotPracticable'), {
            kind: 'checksNotPracticable',
            ...(await look.office(personId, 'SM', opened?.organisationId)),
            subject: { kind: 'plan', id: data.planId },
            ref: { planId: data.planId, count },
          }),
        ];
  },
});

/** CPA-56: twelve months without a CPA review is a serious breach, told to the team manager. */
export const escalateWhenReviewSeriouslyOverdue = policyOn<ScheduleEvent>()({
  name: 'escalate-when-review-seriously-overdue',
  when: ['ReviewSeriouslyOverdue'],
  then: async ({ id, data, personId }, look) => [
    raiseTask(uuidV5(id, 'seriousOverdue'), {
      kind: 'seriousOverdue',
      ...(await look.office(personId, 'TM')),
      subject: { kind: 'plan', id: data.planId },
      since: data.dueAt,
      ref: { planId: data.planId },
    }),
  ],
});

/** C8: a refused sign-off is talked over: a plan's proposal once until the next version, however often it is refused. */
export const raiseDiscussionWhenSignOffRefused = policy({
  name: 'raise-discussion-when-sign-off-refused',
  when: ['consent.sign-off-refused.v1'],
  then: async ({ id, data: { subject, subjectId }, personId }, look) => {
    const known = personId === null ? undefined : (await look.facts<ReviewFacts>(personId)).plans[subjectId];
    // A plan's proposal is talked over once until the next version, however often it is refused.
    const about = known === undefined || subject !== 'planVersion' ? [id] : [subjectId, known.versionNo];
    return [
      raiseTask(uuidV5('discussRefusal', ...about), {
        kind: 'discussRefusal',
        ...(await look.office(personId, leaderOf(known?.planKind), known?.organisationId)),
        ...(known === undefined ? {} : { subject: { kind: 'plan', id: subjectId } as const }),
        ref: { subjectId },
      }),
    ];
  },
});
