import type { Instant } from '@carethread/ledger';
import type { ProcessingRestricted, ProcessingRestrictionLifted } from './events.js';

export type DataRequestState = {
  readonly state: 'none' | 'received' | 'refused' | 'restricted' | 'lifted';
  readonly right: string;
  readonly dueAt: Instant;
  readonly article?: string;
  readonly reasons?: string;
  /** What of the person's plans is only stored, since when and why. */
  readonly restriction?: Omit<ProcessingRestricted, 'requestId'>;
  /** When and why it was lifted. */
  readonly lifting?: Pick<ProcessingRestrictionLifted, 'liftedAt' | 'reason' | 'personToldOn'>;
};
