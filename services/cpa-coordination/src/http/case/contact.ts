import { Code, InstantField, Label, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { caseCommand } from './case-command.js';

class LogContactRequest {
  @InstantField({ optional: true }) at?: string;
  @Label({ optional: true }) how?: string;
  @Code(['seen', 'spoke', 'noReply', 'declined']) outcome!: string;
  @Text({ optional: true }) note?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
class SetContactIntervalRequest {
  /** ISO 8601, days, weeks or months: `P14D`. */
  @Label() interval!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const contactRoutes: readonly Route[] = [
  caseCommand('LogContact', {
    path: 'contacts',
    summary: 'Log contact with the person, or an attempt',
    capability: 'manageCpaCase',
    about: 'CPA-46',
    body: LogContactRequest,
    answers: 201,
  }),
  caseCommand('SetContactInterval', {
    method: 'PUT',
    path: 'contact-interval',
    summary: 'Set how often contact is expected',
    capability: 'manageCpaCase',
    body: SetContactIntervalRequest,
  }),
];
