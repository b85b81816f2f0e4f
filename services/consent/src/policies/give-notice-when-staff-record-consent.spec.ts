import { present, uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { CareConsentEvent, Withdrawn } from '../domain/care-consent/events.js';
import { consentNotice, type ConsentNoticeCommand } from '../domain/consent-notice/decider.js';
import type { Notice } from '../domain/consent-notice/events.js';
import type { Disclosure, DisclosureEvent } from '../domain/disclosure/events.js';
import type { Signature, SignOffEvent } from '../domain/sign-off/events.js';
import { giveNoticeWhenStaffRecordConsent } from './give-notice-when-staff-record-consent.js';
import { HASH, knowing, MESSAGE, NOW, PERSON } from './testing/knowing.js';

const contact = { kind: 'family', id: 'F' };
const person = { kind: 'person', id: PERSON };
const hears = (event: SignOffEvent | CareConsentEvent | DisclosureEvent, role = 'KW') =>
  specifyPolicy(giveNoticeWhenStaffRecordConsent, knowing({ S: {} })).hears(
    recorded(event, { stream: 'signOff-S', actor: { user: 'U', role } }),
  );
const notice = (kind: Notice['kind'], content: Omit<Notice, 'kind'>) =>
  send(consentNotice, uuidV5(MESSAGE, kind), present<ConsentNoticeCommand>({ type: 'GiveNotice', kind, ...content }));

describe('a signature that staff record', () => {
  const signature = (more: Partial<Signature> = {}): Signature => ({
    ...{ role: 'person', signedBy: person, mode: 'verbal', signedOn: '2026-03-02', contentHash: HASH },
    ...{ recordedBy: 'KW', witness: contact, ...more },
  });
  const recordedOne = (more?: Partial<Signature>): SignOffEvent => ({
    type: 'SignatureRecorded',
    payload: signature(more),
  });
  const content = {
    about: { kind: 'plan', id: 'PL', signOffId: 'S' },
    mode: 'verbal',
    recordedBy: 'KW',
    witness: contact,
  } as const;

  it('ENG-030: is known to the person at once, and to the contact who is said to have been there', async () => {
    await hears(recordedOne()).sends(
      notice('consentRecorded', { to: person, ...content }),
      notice('namedAsWitness', { to: contact, ...content, objectUntil: '2026-03-09T23:59:59.999Z' }),
    );
    await hears({ type: 'SignatureAwaitsWitness', payload: signature() }).sends(
      notice('consentRecorded', { to: person, ...content }),
    );
  });

  it('ENG-030: gives no notice of what the person wrote, of another’s signature, or a second time', async () => {
    await hears(recordedOne({ mode: 'eSigned' })).sendsNothing();
    await hears(recordedOne({ role: 'keyworker' })).sendsNothing();
    await hears(recordedOne({ witnessedAt: NOW })).sendsNothing();
  });

  it('ENG-030: gives the person no notice of what they recorded themselves', async () => {
    await hears(recordedOne(), 'PE').sends(
      notice('namedAsWitness', { to: contact, ...content, objectUntil: '2026-03-09T23:59:59.999Z' }),
    );
  });
});

describe('a withdrawal or a permission that staff record', () => {
  it('R7: care under a plan: is known to the person, where they did not withdraw themselves', async () => {
    const withdrawn = (more: Partial<Withdrawn>): CareConsentEvent => ({
      type: 'CareConsentWithdrawn',
      payload: { planId: 'PL', scope: ['a1'], by: person, mode: 'gesture', withdrawnAt: NOW, ...more },
    });
    await hears(withdrawn({ recordedBy: 'KW', witness: contact })).sends(
      notice('withdrawalRecorded', {
        ...{ to: person, about: { kind: 'plan', id: 'PL' }, mode: 'gesture', recordedBy: 'KW' },
        ...{ scope: ['a1'], witness: contact },
      }),
    );
    await hears(withdrawn({})).sendsNothing();
  });

  it('R30: a restriction: is known to the person, where they did not withdraw themselves', async () => {
    const ended = { signOffId: 'S', subject: 'restriction', subjectId: 'RE', proposalNo: 1 };
    const withdrawn = (recordedBy?: string): SignOffEvent => ({
      type: 'SignedConsentWithdrawn',
      payload: present({ ...ended, by: person, mode: 'gesture', withdrawnAt: NOW, recordedBy }),
    });
    const about = { kind: 'restriction', id: 'RE', signOffId: 'S' } as const;
    await hears(withdrawn('KW')).sends(
      notice('withdrawalRecorded', { to: person, about, mode: 'gesture', recordedBy: 'KW' }),
    );
    await hears(withdrawn()).sendsNothing();
  });

  it('R23: a permission to disclose: is known to the person, where it is said to be theirs', async () => {
    const made = (more: Partial<Disclosure>): DisclosureEvent => ({
      type: 'DisclosureMade',
      payload: {
        ...{ disclosureId: 'D', recipientId: 'W', role: 'DW', planId: 'PL', versionNo: 1, fields: ['plan'] },
        ...{ basis: 'personsPermission', caveatShown: true, preparedOn: NOW, ...more },
      },
    });
    const about = { kind: 'plan', id: 'PL', disclosureId: 'D' } as const;
    await hears(made({ recordedBy: 'CC' })).sends(
      notice('permissionRecorded', { to: person, about, recordedBy: 'CC' }),
    );
    await hears(made({ recordedBy: 'CC', basis: 'legalDuty' })).sendsNothing();
    await hears(made({})).sendsNothing();
  });
});
