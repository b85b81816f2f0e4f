import { NOTICE_TYPES } from '@carethread/contracts';
import type { Bus, BusMessage } from '@carethread/event-sourcing';
import { providerTopicOf, type Reader, type ServiceRuntime } from '@carethread/runtime';
import type { NoticePlace } from '../notices/notice-place.js';
import { noticeSource, noticeText } from '../notices/notice.js';
import { sendable } from '../notices/sendable.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { providerTopics, wantedBy, type ProviderTopic, type TopicWants } from '../views/provider-topics.js';
import { TopicRelay } from './topic-relay.js';

/** How soon the topics are looked up again where the views could not be read, in milliseconds. */
const RETRY_MS = 1_000;

interface Running {
  readonly wants: string;
  readonly relay: TopicRelay;
}

/** The relays of all providers that have a topic: begun and ended as their endpoints come, pause and go. */
export class ProviderTopicRelays {
  readonly #running = new Map<string, Running>();
  #turn: Promise<void> = Promise.resolve();
  #stopWatching = (): void => undefined;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    readonly runtime: ServiceRuntime,
    readonly bus: Bus,
  ) {}

  start(): void {
    this.#stopWatching = this.runtime.views.onFolded(providerTopics, () => this.#look());
    this.#look();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    this.#stopWatching();
    await this.#turn;
    await Promise.all([...this.#running.values()].map(({ relay }) => relay.stop()));
  }

  /** One after the other, and never while events are being folded: a look reads the view. */
  #look(): void {
    this.#turn = this.#turn
      .then(() => this.#adjust())
      .catch(() => {
        clearTimeout(this.#retry);
        if (!this.#isStopped) this.#retry = setTimeout(() => this.#look(), RETRY_MS).unref();
      });
  }

  async #adjust(): Promise<void> {
    if (this.#isStopped) return;
    await this.runtime.viewsCurrent();
    const found = await this.runtime.views.view(providerTopics).find({});
    const wanted = new Map(firstOfEach(found.map(({ doc }) => doc)).map((topic) => [keyOf(topic), topic]));
    for (const [key, { wants, relay }] of this.#running)
      if (wants !== wantsOf(wanted.get(key))) {
        await relay.stop();
        this.#running.delete(key);
      }
    for (const [key, topic] of wanted) {
      const wants = wantedBy(topic);
      if (wants !== undefined && !this.#running.has(key) && !this.#isStopped)
        this.#running.set(key, { wants: wantsOf(topic), relay: this.#relay(topic, wants) });
    }
  }

  #relay({ tenantId, organisationId }: ProviderTopic, { after, types }: TopicWants): TopicRelay {
    const { runtime, bus } = this;
    const read = noticeReader(runtime, tenantId);
    return new TopicRelay({
      topic: providerTopicOf(organisationId),
      name: topicCheckpoint(tenantId, organisationId),
      sequence: new Sequence(read, tenantId, organisationId),
      message: async (place) =>
        isWanted(place, types)
          ? topicMessage(read, organisationId, place, noticeSource(runtime.parts.publicUrl))
          : undefined,
      after,
      bus,
      checkpoints: runtime.checkpoints,
      now: () => Date.parse(runtime.now()),
      warn: (message) => runtime.parts.warn(message, { organisation: organisationId }),
    });
  }
}

/** Under which name it is kept how far a topic was filled: a stored name, which never changes. */
export const topicCheckpoint = (tenantId: string, organisationId: string): string =>
  `topic ${tenantId}/${organisationId}`;

const keyOf = ({ tenantId, organisationId }: ProviderTopic): string => `${tenantId}/${organisationId}`;

function wantsOf(topic: ProviderTopic | undefined): string {
  const wants = topic && wantedBy(topic);
  return wants === undefined ? '' : JSON.stringify(wants);
}

/** A topic is named by the organisation alone: where two tenants name the same one, it is the first one's. */
export function firstOfEach(topics: readonly ProviderTopic[]): readonly ProviderTopic[] {
  const first = new Map<string, ProviderTopic>();
  for (const topic of topics.toSorted((a, b) => a.since - b.since))
    if (!first.has(topic.organisationId)) first.set(topic.organisationId, topic);
  return [...first.values()];
}

/** By what a notice is of: one that turns out to be withheld keeps its place among those that were asked for. */
export const isWanted = ({ kind }: Pick<NoticePlace, 'kind'>, types: readonly string[]): boolean =>
  types.length === 0 || types.includes(NOTICE_TYPES[kind]);

/** The notice of a place as a topic holds it, in the order of its subscription. */
async function topicMessage(
  read: Reader,
  organisationId: string,
  place: NoticePlace,
  source: string,
): Promise<BusMessage> {
  return {
    key: place.subscriptionId,
    headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
    value: noticeText(await sendable(read, organisationId, place, source)),
  };
}
