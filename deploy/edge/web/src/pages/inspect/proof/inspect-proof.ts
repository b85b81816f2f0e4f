import type { AnswerOf } from '../../../api/operation.js';

export interface ProvenStream {
  readonly stream: string;
  readonly planKind: string;
  readonly proof: AnswerOf<'verifyStream'>;
}

export interface InspectProof {
  readonly streams: readonly ProvenStream[];
}
