import { localDate } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import type { ConsentFacts } from '../domain/facts.js';
import { signOff } from '../domain/sign-off/decider.js';
import { named, signatoriesOf } from '../domain/sign-off/signatories.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** A proposal asks for its signatures, and what was open for an earlier one is void: its content has changed. */
export const requestSignOffWhenVersionProposed = policy({
  name: 'request-sign-off-when-version-proposed',
  when: ['care-plan.plan-version-proposed.v1'],
  then: async ({ data, recordedAt, personId }, reader) => {
    const { planId, proposalNo, contentHash, planKind, organisationId, jurisdiction, rulePacks, riskRefs } = data;
    const facts = await reader.facts<ConsentFacts>(personId ?? '');
    const open = await reader.find(signOffsBySubject, { subjectId: planId, open: 1 });
    const id = uuidV5(planId, 'signOff', proposalNo);
    const voided = open
      .filter(({ signOffId, subject }) => signOffId !== id && subject === 'planVersion')
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidSignOff', reason: 'contentChanged' }));
    const places = signatoriesOf(planKind, jurisdiction, rulePacks, localDate(recordedAt));
    const request = send(signOff, id, {
      type: 'RequestSignOff',
      subject: 'planVersion',
      subjectId: planId,
      proposalNo,
      contentHash,
      requiredSignatories: named(places, { planId, organisationId }, facts),
      risks: riskRefs.map((ref) => ref.id),
    });
    return [...voided, request];
  },
});
