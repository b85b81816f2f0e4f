import { dueAt } from '@carethread/calendar';
import { idInStream } from '@carethread/event-sourcing';
import { present, uuidV5 } from '@carethread/ledger';
import { policyOn, send, type PolicyCommand } from '@carethread/runtime';
import type { CareConsentEvent } from '../domain/care-consent/events.js';
import { consentNotice, type ConsentNoticeCommand } from '../domain/consent-notice/decider.js';
import type { Notice } from '../domain/consent-notice/events.js';
import type { DisclosureEvent } from '../domain/disclosure/events.js';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent, Subject } from '../domain/sign-off/events.js';
import { WRITING } from '../domain/witness.js';

const KINDS: Readonly<Record<Subject, Notice['about']['kind']>> = {
  planVersion: 'plan',
  restoration: 'plan',
  riskAssessment: 'risk',
  restriction: 'restriction',
};

/**
 * The person gets notice at once of a consent, a withdrawal or a permission that staff record for them, and so does the contact who is
 * said to have been there: nobody else can say that it was otherwise.
 */
export const giveNoticeWhenStaffRecordConsent = policyOn<SignOffEvent | CareConsentEvent | DisclosureEvent>()({
  name: 'tell-those-in-whose-name-staff-record',
  when: [
    'SignatureAwaitsWitness',
    'SignatureRecorded',
    'CareConsentWithdrawn',
    'SignedConsentWithdrawn',
    'DisclosureMade',
  ],
  then: async (fact, reader) => {
    const { id, personId, meta, recordedAt } = fact;
    if (personId === null) return [];
    const person = { kind: 'person', id: personId };
    if (fact.type === 'CareConsentWithdrawn') {
      const { planId, scope, mode, recordedBy, witness } = fact.data;
      const about = { kind: 'plan', id: planId } as const;
      return recordedBy === undefined
        ? []
        : [notice(id, 'withdrawalRecorded', person, { about, mode, recordedBy, scope, witness })];
    }
    if (fact.type === 'DisclosureMade') {
      const { disclosureId, planId, basis, recordedBy } = fact.data;
      const about = { kind: 'plan', id: planId, disclosureId } as const;
      return recordedBy === undefined || basis !== 'personsPermission'
        ? []
        : [notice(id, 'permissionRecorded', person, { about, recordedBy, witness: undefined })];
    }
    if (fact.type === 'SignedConsentWithdrawn') {
      const { subjectId, signOffId, mode, recordedBy, witness } = fact.data;
      const about = { kind: 'restriction', id: subjectId, signOffId } as const;
      return recordedBy === undefined
        ? []
        : [notice(id, 'withdrawalRecorded', person, { about, mode, recordedBy, witness })];
    }
    const { role, mode, recordedBy, witness, witnessedAt } = fact.data;
    // The person had notice of what waited for its witness when it was recorded.
    if (role !== 'person' || WRITING.includes(mode) || witnessedAt !== undefined) return [];
    const signOffId = idInStream(signOff, meta.stream);
    const { requested } = await reader.state(signOff, signOffId);
    if (requested === undefined) return [];
    const about = { kind: KINDS[requested.subject], id: requested.subjectId, signOffId };
    const content = { about, mode, recordedBy, witness };
    const notices: PolicyCommand[] = [];
    if (meta.actor.role !== 'PE') notices.push(notice(id, 'consentRecorded', person, content));
    if (fact.type === 'SignatureRecorded' && witness !== undefined)
      notices.push(notice(id, 'namedAsWitness', witness, { ...content, objectUntil: dueAt(recordedAt, 'P7D') }));
    return notices;
  },
});

type Content = Omit<Notice, 'kind' | 'to' | 'witness'> & { readonly witness: Notice['witness'] | undefined };

function notice(factId: string, kind: Notice['kind'], to: Notice['to'], content: Content): PolicyCommand {
  return send(
    consentNotice,
    uuidV5(factId, kind),
    present<ConsentNoticeCommand>({ type: 'GiveNotice', kind, to, ...content }),
  );
}
