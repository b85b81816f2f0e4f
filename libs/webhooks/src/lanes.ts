/** A notice that waits to be sent. */
export interface Place {
  readonly seq: number;
  /** The subscription: its notices are sent one after the other. */
  readonly lane: string;
  readonly urgent: boolean;
}

interface Lane {
  readonly places: Place[];
  urgent: number;
  /** Its first place is being attempted. */
  isBusy: boolean;
  /** How often its first place has failed. */
  failed: number;
  /** Before then it is not attempted. */
  dueAt: number;
}

/** What may be taken now: how many lanes at once, or the oldest notice alone. */
export interface Allowance {
  readonly width: number;
  readonly onlyOldest: boolean;
}

/** The notices that an endpoint is owed, by subscription. A failing one delays its own lane and no other. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  #busy = 0;
  #size = 0;

  /** How many notices wait or are being attempted. */
  get size(): number {
    return this.#size;
  }

  get busy(): number {
    return this.#busy;
  }

  /** In the order of the sequence. What an earlier process has tried already goes on where it was. */
  add(place: Place, failed = 0, dueAt = 0): void {
    const lane = this.#lanes.get(place.lane) ?? { places: [], urgent: 0, isBusy: false, failed: 0, dueAt: 0 };
    if (lane.places.length === 0) Object.assign(lane, { failed, dueAt });
    lane.places.push(place);
    lane.urgent += Number(place.urgent);
    this.#lanes.set(place.lane, lane);
    this.#size += 1;
  }

  /** The next notice to attempt, and which attempt that is: urgent lanes first, then the oldest. */
  take(now: number, allowance: Allowance): { readonly place: Place; readonly attempt: number } | undefined {
    if (this.#busy >= this.#width(allowance)) return undefined;
    const lane = this.#candidate(now, allowance.onlyOldest);
    const place = lane?.places[0];
    if (lane === undefined || place === undefined) return undefined;
    lane.isBusy = true;
    this.#busy += 1;
    return { place, attempt: lane.failed + 1 };
  }

  #width({ width, onlyOldest }: Allowance): number {
    return onlyOldest ? 1 : width;
  }

  #candidate(now: number, onlyOldest: boolean): Lane | undefined {
    if (onlyOldest) {
      const oldest = this.#oldest();
      return oldest !== undefined && !oldest.isBusy && oldest.dueAt <= now ? oldest : undefined;
    }
    let best: Lane | undefined;
    for (const lane of this.#lanes.values())
      if (!lane.isBusy && lane.dueAt <= now && (best === undefined || comesBefore(lane, best))) best = lane;
    return best;
  }

  #oldest(): Lane | undefined {
    let oldest: Lane | undefined;
    for (const lane of this.#lanes.values()) if (oldest === undefined || firstOf(lane) < firstOf(oldest)) oldest = lane;
    return oldest;
  }

  /** The notice was accepted: the next one of its lane may follow. */
  accepted({ lane: id }: Place): void {
    const lane = this.#lanes.get(id);
    const place = lane?.places.shift();
    if (lane === undefined || place === undefined) return;
    this.#free(lane);
    this.#size -= 1;
    lane.urgent -= Number(place.urgent);
    Object.assign(lane, { failed: 0, dueAt: 0 });
    if (lane.places.length === 0) this.#lanes.delete(id);
  }

  /** It stays first of its lane. */
  failed({ lane: id }: Place, dueAt: number): void {
    const lane = this.#lanes.get(id);
    if (lane === undefined) return;
    this.#free(lane);
    lane.failed += 1;
    lane.dueAt = dueAt;
  }

  /** It was not attempted after all. */
  putBack({ lane: id }: Place): void {
    const lane = this.#lanes.get(id);
    if (lane !== undefined) this.#free(lane);
  }

  #free(lane: Lane): void {
    if (lane.isBusy) this.#busy -= 1;
    lane.isBusy = false;
  }

  /** The receiver is back: what waited for its next attempt need wait no longer. */
  allDue(): void {
    for (const lane of this.#lanes.values()) lane.dueAt = 0;
  }

  /** When something can be taken; undefined where that depends on an attempt that is under way. */
  dueAt(allowance: Allowance): number | undefined {
    if (this.#size === 0 || this.#busy >= this.#width(allowance)) return undefined;
    const oldest = allowance.onlyOldest ? this.#oldest() : undefined;
    if (oldest !== undefined) return oldest.isBusy ? undefined : oldest.dueAt;
    const free = [...this.#lanes.values()].filter(({ isBusy }) => !isBusy).map(({ dueAt }) => dueAt);
    return free.length === 0 ? undefined : free.reduce((first, at) => Math.min(first, at));
  }

  /** How often the first notice of each failing lane has failed, and when it is due again. */
  failing(): readonly { readonly seq: number; readonly failed: number; readonly dueAt: number }[] {
    return [...this.#lanes.values()]
      .filter(({ failed }) => failed > 0)
      .map((lane) => ({ seq: firstOf(lane), failed: lane.failed, dueAt: lane.dueAt }));
  }
}

const firstOf = ({ places }: Lane): number => places[0]?.seq ?? Number.POSITIVE_INFINITY;

function comesBefore(one: Lane, other: Lane): boolean {
  const isUrgent = one.urgent > 0;
  return isUrgent === other.urgent > 0 ? firstOf(one) < firstOf(other) : isUrgent;
}
