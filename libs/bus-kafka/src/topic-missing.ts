import { BusUnavailable } from '@carethread/event-sourcing';

/** Why a topic cannot be used. */
export class TopicMissing extends BusUnavailable {
  override readonly name = 'TopicMissing';
  constructor(topic: string) {
    super(`the topic ${topic} is not there: run \`carethread topics\`, which makes and checks them`);
  }
}

export function unknownTopic(error: unknown): boolean {
  const { type, cause } = error as { type?: string; cause?: unknown };
  return type === 'UNKNOWN_TOPIC_OR_PARTITION' || (cause !== undefined && cause !== error && unknownTopic(cause));
}
