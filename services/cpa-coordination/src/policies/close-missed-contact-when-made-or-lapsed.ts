import { idInStream } from '@carethread/event-sourcing';
import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import { cpaCase } from '../domain/case/decider.js';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseState } from './tasks-of-case.js';

/** CPA-47: contact that was missed is made, or it lapses and is another task: in either case there is no task of the one that was missed. */
export const closeMissedContactWhenMadeOrLapsed = policyOn<CpaCaseEvent>()({
  name: 'close-missed-contact-when-made-or-lapsed',
  when: ['ContactLogged', 'ContactLapsed'],
  then: async ({ type, personId, meta }, look) => {
    const caseId = idInStream(cpaCase, meta.stream);
    const { expectation } = await caseState(caseId, look);
    // An attempt is no contact.
    if (type === 'ContactLogged' && expectation?.failures !== 0) return [];
    const missed = await tasksOf(
      personId,
      look,
      ({ kind, ref }) =>
        kind === 'obligationMissed' && ref['caseId'] === caseId && ref['obligationKind'] === 'contactWithPerson',
    );
    return missed.map(({ id }) => closeTask(id, type === 'ContactLogged' ? 'met' : 'contactLapsed'));
  },
});
