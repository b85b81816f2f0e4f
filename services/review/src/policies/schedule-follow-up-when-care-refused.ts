import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { plansRefusedUnder } from '../domain/refused-care.js';
import { schedule } from '../domain/schedule/decider.js';
import type { FollowUp } from '../domain/schedule/commands.js';

/** SCOT-094: a refusal is followed up by the date that it was given; several of one day are followed up together. */
export const scheduleFollowUpWhenCareRefused = policy({
  name: 'look-again-when-care-refused',
  when: ['care-plan.person-refused-care.v1'],
  then: async ({ data, personId, recordedAt: arisenAt, id: name }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    const { plannedActionId: actionId, organisationId, reviewOn } = data;
    const followUp = present<FollowUp>({ kind: 'refusalReview', arisenAt, reviewOn, name });
    return plansRefusedUnder(facts, present({ actionId, organisationId })).map((planId) =>
      send(schedule, planId, { type: 'FollowUp', ...followUp }),
    );
  },
});
