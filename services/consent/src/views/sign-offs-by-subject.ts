import { viewOf } from '@carethread/runtime';
import type { SignOffEvent } from '../domain/sign-off/events.js';

export interface SubjectSignOff {
  readonly signOffId: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly personId: string | null;
  readonly open: number;
  readonly since: number;
}

const ended = {
  key: ({ meta }: { meta: { stream: string } }) => meta.stream.slice('signOff-'.length),
  fold: (doc: SubjectSignOff | undefined) => doc && { ...doc, open: 0 },
};

/** Sign-offs by what is to be signed, and by person while they are open. */
export const signOffsBySubject = viewOf<SubjectSignOff, SignOffEvent>()({
  name: 'signOffsBySubject',
  version: 1,
  indexes: ['subjectId', 'personId', 'open', 'since'],
  index: ({ subjectId, personId, open, since }) => ({ subjectId, personId, open, since }),
  on: {
    SignOffRequested: {
      key: ({ data }) => data.signOffId,
      fold: (_, { data, meta, position }) => ({
        signOffId: data.signOffId,
        subject: data.subject,
        subjectId: data.subjectId,
        personId: meta.personId,
        open: 1,
        since: position,
      }),
    },
    SignOffCompleted: ended,
    SignOffRefused: ended,
    SignOffVoided: ended,
    SignOffLapsed: ended,
  },
});
