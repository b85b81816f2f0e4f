import type { EventLog } from '@carethread/event-sourcing';

export interface NamedLog {
  /** `assessment`, or `assessment.access` for its access log. */
  readonly name: string;
  readonly log: EventLog;
}
