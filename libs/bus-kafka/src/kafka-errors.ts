import { member } from '@carethread/ledger';
import { BusUnavailable } from '@carethread/event-sourcing';

/** Why a topic cannot be used. */
export class TopicMissing extends BusUnavailable {
  override readonly name = 'TopicMissing';
  constructor(topic: string) {
    super(`the topic ${topic} is not there: run \`carethread topics\`, which makes and checks them`);
  }
}

export function unknownTopic(error: unknown): boolean {
  return hasType(error, 'UNKNOWN_TOPIC_OR_PARTITION');
}

/** Whether the broker does not lead the partition, or none does yet: worth a retry. */
export function leaderMoving(error: unknown): boolean {
  return hasType(error, 'NOT_LEADER_FOR_PARTITION') || hasType(error, 'LEADER_NOT_AVAILABLE');
}

/** kafkajs wraps Kafka's error once or more. */
function hasType(error: unknown, wanted: string): boolean {
  const cause = member(error, 'cause');
  return member(error, 'type') === wanted || (cause !== undefined && cause !== error && hasType(cause, wanted));
}
