import { recorded } from '@carethread/runtime/testing';
import type { SignOffEvent, Subject } from '../../domain/sign-off/events.js';
import { HASH, NOW } from './knowing.js';

/** Sign-off S of the first proposal of a subject, completed. */
export function signOffCompleted(
  subject: Subject,
  subjectId: string,
  more: { readonly scope?: readonly string[]; readonly withdrawalsKnown?: number } = {},
) {
  return recorded<SignOffEvent>({
    type: 'SignOffCompleted',
    payload: {
      ...{ signOffId: 'S', subject, subjectId, proposalNo: 1, contentHash: HASH, completedAt: NOW },
      legalBasis: 'ownConsent',
      ...more,
    },
  });
}
