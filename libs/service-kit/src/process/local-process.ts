import { present } from '@carethread/ledger';
import { PausableBus } from '@carethread/event-sourcing';
import type { Platform } from '../platform.js';
import { instantOf, TestClock, topicOf, type ViewsStep } from '@carethread/runtime';
import type { Heads, ProcessState, ServiceProcess, Travelled } from '@carethread/http-api';

/** How often the bus is checked for outstanding messages, in milliseconds. */
const POLL_MS = 15;

/** This process, as the routes of test mode call it. */
export class LocalProcess implements ServiceProcess {
  constructor(readonly platform: Platform) {}

  async state(): Promise<ProcessState> {
    const { runtimes, clock } = this.platform;
    const heads = await Promise.all(runtimes.map(({ log }) => log.head()));
    const recordedAt = heads
      .flatMap((head) => head.recordedAt ?? [])
      .sort()
      .at(-1);
    const due = await Promise.all(runtimes.map(({ timers }) => timers.next()));
    const next = due.filter((at) => at !== undefined).sort()[0];
    return present({
      now: instantOf(clock.now()),
      next,
      recordedAt,
    });
  }

  async outboxDrained(waits: AbortSignal): Promise<Heads> {
    const { bus, runtimes } = this.platform;
    const heads: Record<string, number> = {};
    for (const runtime of runtimes) {
      waits.throwIfAborted();
      const { name } = runtime.definition;
      const position = (heads[name] = await runtime.settle());
      const flows = !(bus instanceof PausableBus) || bus.flows(topicOf(name));
      if (flows) await runtime.done('relay', position);
    }
    return heads;
  }

  async inboxDrained(waits: AbortSignal): Promise<Heads> {
    const { bus, runtimes } = this.platform;
    while ((await bus.lag()) > 0) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      waits.throwIfAborted();
    }
    const heads: Record<string, number> = {};
    for (const runtime of runtimes) heads[runtime.definition.name] = await runtime.settle();
    return heads;
  }

  async setClock(now: string): Promise<void> {
    const { clock, runtimes } = this.platform;
    if (clock instanceof TestClock) clock.set(Date.parse(now));
    for (const runtime of runtimes) await runtime.clockMoved();
  }

  async issueDue(): Promise<void> {
    for (const runtime of this.platform.runtimes) await runtime.issueDue();
  }

  async views(step: ViewsStep): Promise<void> {
    for (const runtime of this.platform.runtimes) await runtime.rebuildStep(step);
  }

  hold(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): Promise<void> {
    if (this.platform.bus instanceof PausableBus) this.platform.bus.pause(wanted);
    return Promise.resolve();
  }

  async messages(personId: string | undefined): Promise<readonly Travelled[]> {
    const messages: Travelled[] = [];
    for (const { log, decoder, relay, definition } of this.platform.runtimes)
      for (let after = 0; ;) {
        const events = await log.readAll(after, 1000);
        for (const event of events) {
          if (personId !== undefined && event.event.personId !== personId) continue;
          for (const message of await relay.messages(await decoder.open(event)))
            messages.push({ topic: topicOf(definition.name), ...message });
        }
        const last = events.at(-1);
        if (last === undefined) break;
        after = last.position;
      }
    return messages;
  }

  async publish({ topic, ...message }: Travelled): Promise<void> {
    await this.platform.bus.publish(topic, [message]);
  }
}
