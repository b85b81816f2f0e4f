import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ConsentFacts } from '../facts.js';
import type { Ended, Requested, Signature, SignOffEvent } from './events.js';
import { outstanding, requestedIn, type SignOffState } from './state.js';

/** The sign-off completes once nothing is outstanding; it never completes by time (ENG-031). */
export function completion(state: SignOffState, { id, now }: Context): readonly SignOffEvent[] {
  if (outstanding(state).length > 0) return [];
  const requested = requestedIn(state);
  const { contentHash, scope, withdrawalsKnown } = requested;
  return [
    {
      type: 'SignOffCompleted',
      payload: present({
        ...endedOf(requested, id),
        contentHash,
        completedAt: now,
        legalBasis: 'ownConsent',
        scope,
        withdrawalsKnown,
      }),
    },
  ];
}

export function endedOf({ subject, subjectId, proposalNo }: Requested, signOffId: string): Ended {
  return { signOffId, subject, subjectId, proposalNo };
}

/** A signature that counts, and what completes by it. */
export function recordedNow(
  signature: Signature,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const signatures = [...state.signatures, { ...signature, recordedAt: context.now }];
  return [
    { type: 'SignatureRecorded', payload: signature },
    ...completion({ ...state, state: 'partiallySigned', signatures }, context),
  ];
}
