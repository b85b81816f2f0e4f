import { idInStream } from '@carethread/event-sourcing';
import { dueAt } from '@carethread/calendar';
import { uuidV5, present } from '@carethread/ledger';
import { policyOn, send, type PolicyCommand } from '@carethread/runtime';
import type { CareConsentEvent } from '../domain/care-consent/decider.js';
import { consentNotice, type Told } from '../domain/consent-notice/decider.js';
import type { DisclosureEvent } from '../domain/disclosure/decider.js';
import { signOff, type SignOffEvent } from '../domain/sign-off/decider.js';
import type { Subject } from '../domain/sign-off/events.js';
import { WRITING } from '../domain/witness.js';

const KINDS: Readonly<Record<Subject, Told['about']['kind']>> = {
  planVersion: 'plan',
  restoration: 'plan',
  riskAssessment: 'risk',
  restriction: 'restriction',
};

/**
 * A consent, a withdrawal or a permission that staff record is told to the person at once, and to the contact who is said to have been there: only
 * whoever knows of it can say that it was otherwise.
 */
export const tellThoseInWhoseNameStaffRecord = policyOn<SignOffEvent | CareConsentEvent | DisclosureEvent>()({
  name: 'tell-those-in-whose-name-staff-record',
  when: [
    'SignatureAwaitsWitness',
    'SignatureRecorded',
    'CareConsentWithdrawn',
    'SignedConsentWithdrawn',
    'DisclosureMade',
  ],
  then: async (fact, look) => {
    const { id, personId, meta, recordedAt } = fact;
    if (personId === null) return [];
    if (fact.type === 'CareConsentWithdrawn') {
      const { planId, scope, mode, recordedBy, witness } = fact.data;
      const about = { kind: 'plan', id: planId } as const;
      return recordedBy === undefined
        ? []
        : [
            given(
              id,
              'withdrawalRecorded',
              { kind: 'person', id: personId },
              { about, mode, recordedBy, scope, witness },
            ),
          ];
    }
    if (fact.type === 'DisclosureMade') {
      const { disclosureId, planId, basis, recordedBy } = fact.data;
      const about = { kind: 'plan', id: planId, disclosureId } as const;
      return recordedBy === undefined || basis !== 'personsPermission'
        ? []
        : [
            given(
              id,
              'permissionRecorded',
              { kind: 'person', id: personId },
              { about, recordedBy, witness: undefined },
            ),
          ];
    }
    if (fact.type === 'SignedConsentWithdrawn') {
      const { subjectId, signOffId, mode, recordedBy, witness } = fact.data;
      const about = { kind: 'restriction', id: subjectId, signOffId } as const;
      return recordedBy === undefined
        ? []
        : [given(id, 'withdrawalRecorded', { kind: 'person', id: personId }, { about, mode, recordedBy, witness })];
    }
    const { role, mode, recordedBy, witness, witnessedAt } = fact.data;
    // What waited for its witness was told when it was recorded.
    if (role !== 'person' || WRITING.includes(mode) || witnessedAt !== undefined) return [];
    const signOffId = idInStream(signOff, meta.stream);
    const { requested } = await look.state(signOff, signOffId);
    if (requested === undefined) return [];
    const what = {
      about: { kind: KINDS[requested.subject], id: requested.subjectId, signOffId },
      mode,
      recordedBy,
      witness,
    };
    const commands: PolicyCommand[] = [];
    if (meta.actor.role !== 'PE') commands.push(given(id, 'consentRecorded', { kind: 'person', id: personId }, what));
    if (fact.type === 'SignatureRecorded' && witness !== undefined)
      commands.push(given(id, 'namedAsWitness', witness, { ...what, objectUntil: dueAt(recordedAt, 'P7D') }));
    return commands;
  },
});

type What = Omit<Told, 'kind' | 'to' | 'witness'> & { readonly witness: Told['witness'] | undefined };

function given(factId: string, kind: Told['kind'], to: Told['to'], { witness, ...what }: What): PolicyCommand {
  return send(
    consentNotice,
    uuidV5(factId, kind),
    present({
      type: 'GiveNotice',
      kind,
      to,
      ...what,
      witness,
    }),
  );
}
