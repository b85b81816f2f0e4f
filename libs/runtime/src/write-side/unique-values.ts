import { Refusal, REFUSALS, type RefusalCode } from '@carethread/contracts';
import type { AnyDecider, Decided, EventShape, UniqueValue } from '@carethread/event-sourcing';
import type { KeyStore } from '@carethread/privacy';
import type { LoadedStream } from './loaded-stream.js';

type AnyUnique = NonNullable<AnyDecider['unique']>;

const POLL_MS = 50;

export interface UniqueSite {
  readonly keys: KeyStore;
  /** The stream as it stands in the log now, appends of other replicas included. */
  readonly present: (id: string) => Promise<LoadedStream>;
  /** Moves the stream on, unless it has just moved by itself. */
  readonly fence: (id: string, personId: string | null) => Promise<void>;
  /** For so many milliseconds a claim without its event counts as one that is being stored. */
  readonly patience: number;
}

/** Another stream holds the value: `owner` is its id, to be named only to a caller who may see that stream. */
export class ValueTaken extends Refusal {
  constructor(
    code: RefusalCode,
    items: readonly string[],
    readonly owner: string,
  ) {
    super(code, items);
  }
}

/** The claims of one command on one stream, from its decision to its events. */
export class UniqueValues {
  /** Claimed by this command, and by no event yet. */
  readonly #taken = new Map<string, UniqueValue>();

  constructor(
    readonly site: UniqueSite,
    readonly unique: AnyUnique,
    readonly tenantId: string,
    readonly id: string,
  ) {}

  static of(site: UniqueSite, decider: AnyDecider, tenantId: string, id: string): UniqueValues | undefined {
    return decider.unique === undefined ? undefined : new UniqueValues(site, decider.unique, tenantId, id);
  }

  /** Claims what the events take. Throws the decider's refusal where another stream holds one; then nothing is claimed. */
  async take(events: readonly Decided<EventShape>[]): Promise<void> {
    // In one order everywhere, so that two commands for the same two numbers do not get one each.
    const wanted = events
      .flatMap((event) => [...this.unique.taken(event)])
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    for (const value of wanted) {
      await this.#claim(value);
      this.#taken.set(keyOf(value), value);
    }
  }

  async #claim(value: UniqueValue): Promise<void> {
    const { keys, patience } = this.site;
    const { scheme, value: number, from, named = scheme } = value;
    const until = performance.now() + patience;
    for (;;) {
      const { claimed, owner } = await keys.claim(this.tenantId, scheme, number, this.id);
      if (claimed) return;
      if (owner === '') continue;
      const holder = await this.site.present(owner);
      const held = this.unique.holds(holder.state).some((one) => keyOf(one) === keyOf(value));
      if (held && owner !== from) throw new ValueTaken(this.#code(), [named], owner);
      if (!held && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        continue;
      }
      // Its process ended between claim and event: if that command comes back, it has to decide again.
      if (!held) await this.site.fence(owner, holder.personId);
      if (held || !(await this.#holdsNow(owner, value)))
        await keys.moveClaim(this.tenantId, scheme, number, owner, this.id);
    }
  }

  #code(): RefusalCode {
    const { code } = this.unique;
    if (!isRefusalCode(code)) throw new TypeError(`${code} is no code of a refusal`);
    return code;
  }

  async #holdsNow(owner: string, value: UniqueValue): Promise<boolean> {
    const { state } = await this.site.present(owner);
    return this.unique.holds(state).some((one) => keyOf(one) === keyOf(value));
  }

  /** The events are stored: what they freed is free, and what an earlier attempt claimed and they do not hold. */
  async stored(events: readonly EventShape[], state: unknown): Promise<void> {
    const freed = events.flatMap((event) => [...this.unique.freed(event)]);
    await this.#free([...this.#taken.values(), ...freed], state);
  }

  /** Nothing was stored and nothing will be: the command was refused. */
  async refused(state: unknown): Promise<void> {
    await this.#free([...this.#taken.values()], state);
  }

  async #free(values: readonly UniqueValue[], state: unknown): Promise<void> {
    const held = new Set(this.unique.holds(state).map(keyOf));
    for (const value of values)
      if (!held.has(keyOf(value))) await this.site.keys.release(this.tenantId, value.scheme, value.value, this.id);
    this.#taken.clear();
  }
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}

function keyOf({ scheme, value }: UniqueValue): string {
  return `${scheme} ${value}`;
}
