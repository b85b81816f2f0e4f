import { justAfter } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { heldByOpener, heldWithPlan, type Decider, type Holder } from '@carethread/event-sourcing';
import { careConsent } from '../care-consent/decider.js';
import { involvement } from '../involvement/decider.js';
import * as risks from './awaited-risks.js';
import { confirm, type ConfirmSignature } from './confirmation.js';
import * as ending from './ending.js';
import type { SignOffEvent, Subject } from './events.js';
import { evolve } from './evolve.js';
import { objectAsWitness, type ObjectAsWitness } from './objection.js';
import { refuseToSign, type RefuseSignature } from './refusal.js';
import { request, requestRestoration, type RequestRestoration, type RequestSignOff } from './request.js';
import { sign, type RecordSignature } from './sign.js';
import { changeSignatory, type ChangeSignatory } from './signatories.js';
import { isOpen, NO_SIGN_OFF, type SignOffState } from './state.js';
import { withdrawSigned, type WithdrawSignedConsent } from './withdrawal.js';

export type SignOffCommand =
  | RequestSignOff
  | RequestRestoration
  | RecordSignature
  | ConfirmSignature
  | ObjectAsWitness
  | RefuseSignature
  | WithdrawSignedConsent
  | ChangeSignatory
  | risks.AwaitRisk
  | risks.NoteRiskSigned
  | risks.ReleaseRisk
  | ending.VoidSignOff
  | ending.VoidCompletedSignOff
  | ending.LapseSignOff;

/** The signatures that one proposal, risk assessment or restoration needs. */
export const signOff: Decider<SignOffState, SignOffCommand, SignOffEvent> = {
  category: 'signOff',
  keyClass: 'socialCare',
  // A witness who was named acts as one, and reads no more for it.
  holder: ({ requested, signatures, awaitingWitness }, opened, capability) => {
    if (requested === undefined) return heldByOpener(opened);
    const { subject, subjectId } = requested;
    const held = heldWith(subject, subjectId);
    if (capability !== 'witness') return held;
    const named = [...signatures, ...awaitingWitness].flatMap(({ witness }) => witness?.id ?? []);
    return [held, { kind: 'users', userIds: named }];
  },
  initial: NO_SIGN_OFF,
  edits: ['SignOffRequested'],
  needs: (command, state, { personId }) => {
    const planId =
      command.type === 'RequestRestoration'
        ? command.planId
        : command.type === 'RequestSignOff'
          ? command.subjectId
          : state.requested?.subjectId;
    if (planId === undefined) return {};
    // Whom the person involves, and who entered it, decides whether a contact is a witness.
    const known =
      command.type === 'RecordSignature' && personId !== null ? [{ category: involvement.category, id: personId }] : [];
    return { streams: [{ category: careConsent.category, id: planId }, ...known] };
  },
  admits: ({ type }, { requested }) =>
    requested !== undefined || type === 'RequestSignOff' || type === 'RequestRestoration' || refuse('NOT_FOUND'),
  decide: {
    RequestSignOff: request,
    RequestRestoration: requestRestoration,
    RecordSignature: sign,
    ConfirmSignature: confirm,
    ObjectAsWitness: objectAsWitness,
    RefuseSignature: refuseToSign,
    WithdrawSignedConsent: withdrawSigned,
    ChangeSignatory: changeSignatory,
    AwaitRisk: risks.awaitRisk,
    NoteRiskSigned: risks.noteRiskSigned,
    ReleaseRisk: risks.releaseRisk,
    VoidSignOff: ending.voidOpen,
    VoidCompletedSignOff: ending.voidCompleted,
    LapseSignOff: ending.lapse,
  },
  evolve,
  deadlines: (state) =>
    state.requested !== undefined && isOpen(state)
      ? [{ at: justAfter(state.requested.lapsesAt), name: 'lapse', command: { type: 'LapseSignOff' } }]
      : [],
};

function heldWith(subject: Subject, id: string): Holder {
  // Those who serve the person may see that they were asked about a measure that restricts them.
  if (subject === 'restriction') return { kind: 'serving' };
  return subject === 'riskAssessment' ? { kind: 'risk', riskId: id } : heldWithPlan(id);
}
