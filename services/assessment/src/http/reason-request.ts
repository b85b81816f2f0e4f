import { InstantField, Text } from '@carethread/contracts';

export class ReasonRequest {
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
