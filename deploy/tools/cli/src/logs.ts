import type { EventLog } from '@carethread/event-sourcing';

export interface NamedLog {
  /** `assessment`, or `assessment.access` for who looked. */
  readonly name: string;
  readonly log: EventLog;
}
