import { Refusal } from '@carethread/contracts';
import { subscribe, type EventLog, type Subscription } from '@carethread/event-sourcing';
import { errorOf, uuidV5 } from '@carethread/ledger';
import type { Policy, PolicyCommand, PolicyFact } from '../definition.js';
import { appendSpanOf, inSpan } from '../telemetry/spans.js';
import { CHECKPOINT_EVERY, type Checkpoints } from './checkpoints.js';
import type { EventDecoder } from '../read-side/event-decoder.js';
import { isOutage } from '../outage.js';
import { policyFactOf, viewEventsOf } from '../read-side/standard-views.js';

/** How often a policy is tried on one fact before the fact is parked, so that one person's facts never hold up those of others. */
const TRIES = 5;

export interface PolicySite {
  readonly log: EventLog;
  readonly decoder: EventDecoder;
  readonly checkpoints: Checkpoints;
  readonly policies: readonly Policy[];
  /** No other replica reads the checkpoint to see how far policies have come. */
  readonly alone?: boolean;
  /** Resolves when the views that policies read have folded up to this position. */
  readonly ready: (position: number) => Promise<void>;
  readonly then: (policy: Policy, fact: PolicyFact) => Promise<readonly PolicyCommand[]>;
  readonly issue: (policy: Policy, fact: PolicyFact, wanted: PolicyCommand, commandId: string) => Promise<void>;
  /** Something for the operational log: codes and ids only. */
  readonly warn: (message: string, about: Readonly<Record<string, string | number>>) => void;
  /** Whether the records of a subject are damaged: nothing is done about it until they have been restored. */
  readonly setAside?: (subject: string) => boolean;
  /** A fact that failed for good: kept where it can be listed and replayed. */
  readonly park: (policy: Policy, fact: PolicyFact, error: Error) => Promise<void>;
}

/** Runs a service's policies over its own log: at least once each, in order, with a command id that makes a second time harmless. */
export class PolicyRunner {
  #subscription: Subscription | undefined;
  readonly #byTrigger = new Map<string, Policy[]>();

  constructor(readonly site: PolicySite) {
    for (const policy of site.policies)
      for (const trigger of policy.when) {
        const listening = this.#byTrigger.get(trigger);
        if (listening === undefined) this.#byTrigger.set(trigger, [policy]);
        else listening.push(policy);
      }
  }

  async start(): Promise<void> {
    const { log, decoder, checkpoints } = this.site;
    this.#subscription = subscribe({
      log,
      from: await checkpoints.readAgain('policies'),
      batch: 100,
      handle: async (events) => {
        let reacted = false;
        for (const stored of events) reacted = (await this.react(await decoder.open(stored))) || reacted;
        const last = events.at(-1);
        if (last === undefined) return;
        // Reading events without a policy again is harmless: the only process on a log checkpoints them now and then.
        if (
          this.site.alone !== true ||
          reacted ||
          last.position - (await checkpoints.read('policies')) >= CHECKPOINT_EVERY
        )
          await checkpoints.write('policies', last.position);
      },
    });
  }

  /** Every policy that an event is a trigger of. Gives whether there is one. */
  async react(opened: Awaited<ReturnType<EventDecoder['open']>>): Promise<boolean> {
    let reacted = false;
    for (const event of viewEventsOf(opened)) {
      const policies = this.#byTrigger.get(event.type);
      if (policies === undefined) continue;
      reacted = true;
      await this.site.ready(opened.position);
      const fact = policyFactOf(event);
      for (const policy of policies) await this.run(policy, fact);
    }
    return reacted;
  }

  /** One policy on one fact: from the subscription, and when a parked fact is replayed. */
  run(policy: Policy, fact: PolicyFact): Promise<boolean> {
    return inSpan(
      {
        name: `policy ${policy.name}`,
        correlationId: fact.correlationId,
        attributes: { 'carethread.service': this.site.log.service, 'carethread.contract': fact.type },
        parent: appendSpanOf(fact.meta),
      },
      () => this.#run(policy, fact),
    );
  }

  async #run(policy: Policy, fact: PolicyFact): Promise<boolean> {
    if (this.site.setAside?.(fact.subject) === true) {
      await this.site.park(policy, fact, new Refusal('RECORD_DAMAGED'));
      return false;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        for (const wanted of await this.site.then(policy, fact)) await this.#issue(policy, fact, wanted);
        return true;
      } catch (error) {
        // A server that is away is no fault of the fact: the subscription retries it for as long as that takes.
        if (isOutage(error)) throw error;
        if (attempt >= TRIES) {
          await this.site.park(policy, fact, errorOf(error));
          return false;
        }
      }
    }
  }

  async #issue(policy: Policy, fact: PolicyFact, wanted: PolicyCommand): Promise<void> {
    const target = `${wanted.on.category}-${wanted.id}`;
    const commandId = uuidV5('policy', policy.name, fact.id, target, wanted.name ?? wanted.command.type);
    try {
      await this.site.issue(policy, fact, wanted, commandId);
    } catch (error) {
      // What cannot be decided while a record is damaged is still to be done once it has been restored.
      if (!(error instanceof Refusal) || error.code === 'RECORD_DAMAGED') throw error;
      // A refused command is an answer, not a fault: the rules refuse it, and the next fact may change that.
      this.site.warn('a policy was refused', { policy: policy.name, code: error.code, trigger: fact.type, target });
    }
  }

  position(): number {
    return this.#subscription?.position() ?? 0;
  }

  async caughtUp(position: number): Promise<void> {
    await this.#subscription?.caughtUp(position);
  }

  stalled(): Error | undefined {
    return this.#subscription?.stalled();
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
    await this.site.checkpoints.store().catch(() => undefined);
  }
}
