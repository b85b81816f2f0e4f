import { refuse } from '@carethread/contracts';
import { justAfter } from '@carethread/calendar';
import { type Context, type Decider, heldByOpener, heldWithPlan, type Holder } from '@carethread/event-sourcing';
import { careConsent } from '../care-consent/decider.js';
import type { ConsentFacts } from '../facts.js';
import { involvement } from '../involvement/decider.js';
import { isOpen, NO_SIGN_OFF, type SignOffEvent, type SignOffState, type Subject } from './events.js';
import { evolve } from './evolve.js';
import { objectAsWitness, type ObjectAsWitness } from './objection.js';
import { request, requestRestoration, type RequestRestoration, type RequestSignOff } from './request.js';
import {
  completion,
  confirm,
  endedOf,
  refuseToSign,
  sign,
  type RecordSignature,
  type RefuseSignature,
} from './sign.js';
import { withdrawSigned, type WithdrawSignedConsent } from './withdrawal.js';

export { outstanding, type Requested, type SignOffEvent, type SignOffState } from './events.js';

export type SignOffCommand =
  | RequestSignOff
  | RequestRestoration
  | RecordSignature
  | { readonly type: 'ConfirmSignature' }
  | ObjectAsWitness
  | RefuseSignature
  | WithdrawSignedConsent
  | { readonly type: 'ChangeSignatory'; readonly role: string; readonly userId: string }
  | { readonly type: 'AwaitRisk'; readonly riskId: string; readonly version: number }
  | { readonly type: 'NoteRiskSigned'; readonly riskId: string; readonly version?: number }
  | { readonly type: 'ReleaseRisk'; readonly riskId: string }
  | { readonly type: 'VoidSignOff'; readonly reason: string }
  /** All signed, and the version was not published: nothing took effect by it. */
  | { readonly type: 'VoidCompletedSignOff'; readonly reason: string }
  | { readonly type: 'LapseSignOff' };

function heldWith(subject: Subject, id: string): Holder {
  // Whoever serves the person may see that they were asked about a measure that restricts them.
  if (subject === 'restriction') return { kind: 'serving' };
  return subject === 'riskAssessment' ? { kind: 'risk', riskId: id } : heldWithPlan(id);
}

/** The signatures that one proposal, risk assessment or restoration needs. */
export const signOff: Decider<SignOffState, SignOffCommand, SignOffEvent> = {
  category: 'signOff',
  keyClass: 'socialCare',
  // Whoever was named as a witness acts as one, and reads no more for it.
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
  evolve,
  needs: (command, state, { personId }) => {
    const planId =
      command.type === 'RequestRestoration'
        ? command.planId
        : command.type === 'RequestSignOff'
          ? command.subjectId
          : state.requested?.subjectId;
    if (planId === undefined) return {};
    // Whom the person involves, and who entered it, tells whether a contact is a witness.
    const known =
      command.type === 'RecordSignature' && personId !== null ? [{ category: involvement.category, id: personId }] : [];
    return { streams: [{ category: careConsent.category, id: planId }, ...known] };
  },
  decide: (command, state, context: Context<ConsentFacts>) => {
    if (command.type === 'RequestSignOff') return request(command, state, context);
    if (command.type === 'RequestRestoration') return requestRestoration(command, state, context);
    const requested = state.requested ?? refuse('NOT_FOUND');
    switch (command.type) {
      case 'RecordSignature':
        return sign(command, state, requested, context);
      case 'ConfirmSignature':
        return confirm(state, requested, context);
      case 'ObjectAsWitness':
        return objectAsWitness(command, state, requested, context);
      case 'RefuseSignature':
        return refuseToSign(command, state, requested, context);
      case 'WithdrawSignedConsent':
        return withdrawSigned(command, state, requested, context);
      case 'ChangeSignatory': {
        const { role, userId } = command;
        const place = requested.requiredSignatories.find((one) => one.role === role);
        const isSigned = state.signatures.some((one) => one.role === role);
        return !isOpen(state) || place === undefined || place.userId === userId || isSigned
          ? []
          : [{ type: 'SignatoryChanged', payload: { role, userId } }];
      }
      case 'AwaitRisk': {
        const { riskId, version } = command;
        return !isOpen(state) || Math.max(state.risks[riskId] ?? 0, context.facts.signedRisks[riskId] ?? 0) >= version
          ? []
          : [{ type: 'RiskAwaited', payload: { riskId, version } }];
      }
      case 'NoteRiskSigned': {
        const { riskId, version = state.risks[riskId] ?? 0 } = command;
        if (!isOpen(state) || state.risks[riskId] === undefined || (state.risksSigned[riskId] ?? 0) >= version)
          return [];
        const next = { ...state, risksSigned: { ...state.risksSigned, [riskId]: version } };
        return [
          { type: 'RiskSigned', payload: { riskId, version } },
          ...completion(next, requested, context.id, context.now),
        ];
      }
      case 'ReleaseRisk': {
        const { [command.riskId]: awaited, ...risks } = state.risks;
        if (!isOpen(state) || awaited === undefined) return [];
        return [
          { type: 'RiskReleased', payload: { riskId: command.riskId } },
          ...completion({ ...state, risks }, requested, context.id, context.now),
        ];
      }
      case 'VoidSignOff':
        return isOpen(state)
          ? [{ type: 'SignOffVoided', payload: { ...endedOf(requested, context.id), reason: command.reason } }]
          : [];
      case 'VoidCompletedSignOff':
        return state.state === 'completed'
          ? [{ type: 'SignOffVoided', payload: { ...endedOf(requested, context.id), reason: command.reason } }]
          : [];
      case 'LapseSignOff':
        return isOpen(state) ? [{ type: 'SignOffLapsed', payload: endedOf(requested, context.id) }] : [];
    }
  },
  wakes: (state) =>
    state.requested !== undefined && isOpen(state)
      ? [{ at: justAfter(state.requested.lapsesAt), name: 'lapse', command: { type: 'LapseSignOff' } }]
      : [],
};
