import { present } from '@carethread/ledger';
import { afterFailure, afterSuccess, CLOSED, isOverloaded, type Circuit } from './circuit.js';
import { isFull, stateFrom, unsentFrom, withSent, type DeliveryState } from './delivery-state.js';
import { Lanes, type Place } from './lanes.js';
import { retryDelay, type RetryRules } from './retry-schedule.js';

const HOUR = 3_600_000;
/** How long an endpoint has taken nothing when somebody is told of it, and when it is disabled. */
export const ALARMS = { failing1h: HOUR, failing24h: 24 * HOUR, failing5d: 120 * HOUR } as const;
export type Alarm = keyof typeof ALARMS;
const ALARM_NAMES: readonly Alarm[] = ['failing1h', 'failing24h', 'failing5d'];

/** So many notices of an endpoint are held in memory at most. */
const MOST_WAITING = 1_000;
/** So many failing lanes go on where they were after a restart; others are tried at once. */
const MOST_REMEMBERED = 100;
/** What an endpoint that was away gets in a second. */
const CATCH_UP_PER_SECOND = 50;

/** What of a delivery outlives the process that makes it. */
export interface StoredDelivery extends DeliveryState {
  /** Since when the endpoint has taken nothing of what it was sent. */
  readonly failingSince?: number;
  readonly raised?: readonly Alarm[];
  /** Place, failed attempts, and when it is due. */
  readonly failing?: readonly (readonly [seq: number, failed: number, dueAt: number])[];
}

export interface Failure {
  /** None where the receiver gave no answer. */
  readonly status?: number;
  /** What it asked for, in milliseconds. */
  readonly retryAfter?: number;
}

/** What is sent to one endpoint, in which order and when. It does nothing itself: whoever drives it hands in the time and the outcomes. */
export class EndpointDelivery {
  readonly #lanes = new Lanes();
  readonly #rules: RetryRules;
  readonly #remembered: ReadonlyMap<number, readonly [failed: number, dueAt: number]>;
  #state: DeliveryState;
  #circuit: Circuit = CLOSED;
  #failingSince: number | undefined;
  #raised: readonly Alarm[];
  #loaded: number;
  /** The receiver asked for this. */
  #notBefore = 0;
  /** Until nothing waits, what was held up is sent at a bounded rate: by an outage of the receiver, or of this side. */
  #isCatchingUp = true;
  #nextTurn = 0;

  constructor({ next, sent, failingSince, raised = [], failing = [] }: StoredDelivery, rules: RetryRules) {
    this.#state = { ...stateFrom(next), sent };
    this.#rules = rules;
    this.#loaded = next - 1;
    this.#failingSince = failingSince;
    this.#raised = raised;
    this.#remembered = new Map(failing.map(([seq, failed, dueAt]) => [seq, [failed, dueAt]]));
  }

  get isOpen(): boolean {
    return this.#circuit.isOpen;
  }

  get failingSince(): number | undefined {
    return this.#failingSince;
  }

  /** The lowest place that was not sent. */
  get next(): number {
    return this.#state.next;
  }

  get waiting(): number {
    return this.#lanes.size;
  }

  get busy(): number {
    return this.#lanes.busy;
  }

  /** What to read of the sequence now: places after one, so many of them; undefined where enough wait. */
  wants(): { readonly after: number; readonly limit: number } | undefined {
    const room = MOST_WAITING - this.#lanes.size;
    if (room < MOST_WAITING / 2 || isFull(this.#state)) return undefined;
    return { after: unsentFrom(this.#state, this.#loaded + 1) - 1, limit: room };
  }

  /** Takes places in their order; those that were sent already are passed over. */
  load(places: readonly Place[]): void {
    for (const place of places) {
      if (place.seq <= this.#loaded) continue;
      this.#loaded = place.seq;
      if (unsentFrom(this.#state, place.seq) !== place.seq) continue;
      this.#lanes.add(place, ...(this.#remembered.get(place.seq) ?? []));
    }
    if (this.#lanes.size === 0) this.#isCatchingUp = false;
  }

  take(now: number): { readonly place: Place; readonly attempt: number } | undefined {
    if (now < this.#earliest()) return undefined;
    const taken = this.#lanes.take(now, this.#allowance());
    if (taken !== undefined && this.#isCatchingUp)
      this.#nextTurn = Math.max(now, this.#nextTurn) + 1_000 / CATCH_UP_PER_SECOND;
    return taken;
  }

  /** It was accepted: `stored` says so from now on. Its lane goes on once that is stored, so that a crash repeats what was in flight. */
  sent(place: Place): void {
    this.#state = withSent(this.#state, place.seq);
  }

  accepted(place: Place): void {
    this.sent(place);
    const wasOpen = this.#circuit.isOpen;
    this.#circuit = afterSuccess(this.#circuit);
    this.#failingSince = undefined;
    this.#raised = [];
    this.#lanes.accepted(place);
    if (wasOpen) {
      this.#lanes.allDue();
      this.#isCatchingUp = true;
    }
    if (this.#lanes.size === 0) this.#isCatchingUp = false;
  }

  failed(place: Place, attempt: number, { status, retryAfter = 0 }: Failure, now: number): void {
    this.#circuit = afterFailure(this.#circuit, place.lane, isOverloaded(status));
    this.#failingSince ??= now;
    this.#notBefore = Math.max(this.#notBefore, now + retryAfter);
    this.#lanes.failed(place, Math.max(now + retryDelay(attempt, this.#rules), this.#notBefore));
  }

  /** It was taken and not attempted: its process may not, any more. */
  putBack(place: Place): void {
    this.#lanes.putBack(place);
  }

  /** When there is something to do; undefined where that depends on an attempt under way, or on new notices. */
  dueAt(): number | undefined {
    const due = this.#lanes.dueAt(this.#allowance());
    const send = due === undefined ? undefined : Math.max(due, this.#earliest());
    const alarm = this.#nextAlarm();
    if (send === undefined || alarm === undefined) return send ?? alarm;
    return Math.min(send, alarm);
  }

  /** What has come to be told of since it was asked last. */
  alarms(now: number): readonly Alarm[] {
    const found = ALARM_NAMES.filter((name) => !this.#raised.includes(name) && this.#alarmAt(name) <= now);
    this.#raised = [...this.#raised, ...found];
    return found;
  }

  stored(): StoredDelivery {
    const failing = this.#lanes
      .failing()
      .slice(0, MOST_REMEMBERED)
      .map(({ seq, failed, dueAt }) => [seq, failed, dueAt] as const);
    return present<StoredDelivery>({
      ...this.#state,
      failing,
      failingSince: this.#failingSince,
      raised: this.#raised.length === 0 ? undefined : this.#raised,
    });
  }

  #allowance(): { readonly width: number; readonly onlyOldest: boolean } {
    return { width: this.#circuit.width, onlyOldest: this.#circuit.isOpen };
  }

  #earliest(): number {
    return this.#isCatchingUp ? Math.max(this.#notBefore, this.#nextTurn) : this.#notBefore;
  }

  #alarmAt(name: Alarm): number {
    if (this.#failingSince === undefined) return Number.POSITIVE_INFINITY;
    return this.#failingSince + ALARMS[name] * this.#rules.scale;
  }

  #nextAlarm(): number | undefined {
    if (this.#failingSince === undefined) return undefined;
    const next = ALARM_NAMES.find((name) => !this.#raised.includes(name));
    return next === undefined ? undefined : this.#alarmAt(next);
  }
}
