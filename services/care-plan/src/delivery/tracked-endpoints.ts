import type { ServiceRuntime } from '@carethread/runtime';
import { endpoint } from '../domain/endpoint/decider.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { noticesKey } from '../views/provider-notices.js';
import type { Target } from './attempt.js';
import { liveFrom, rangesOf } from './places.js';
import { Run, type RunPlan, type RunSite } from './run.js';

/** How long runs that end are waited for, in milliseconds of real time. */
const STOP_MS = 1_000;

interface Tracked {
  readonly live: Run;
  readonly replays: Map<string, Run>;
}

/** The active webhooks of a part of the organisations, each with the runs that send to it. */
export class TrackedEndpoints {
  readonly #tracked = new Map<string, Tracked>();
  /** Endpoints by the key of their provider's sequence. */
  readonly #ofProvider = new Map<string, Set<string>>();
  /** Of one endpoint after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly runtime: ServiceRuntime,
    readonly site: RunSite,
  ) {}

  *runs(): Generator<Run> {
    for (const { live, replays } of this.#tracked.values()) {
      yield live;
      yield* replays.values();
    }
  }

  run(name: string): Run | undefined {
    const [, endpointId = '', replayId] = name.split(' ');
    const tracked = this.#tracked.get(endpointId);
    return replayId === undefined ? tracked?.live : tracked?.replays.get(replayId);
  }

  /** Something has come to these sequences. */
  wake(keys: ReadonlySet<string>): void {
    for (const key of keys) for (const id of this.#ofProvider.get(key) ?? []) this.#tracked.get(id)?.live.wake();
  }

  /** Looks how an endpoint stands now: it may be new, changed, or not to be sent to any more. */
  look(endpointId: string): Promise<void> {
    const looking = this.#turn.then(() => this.#look(endpointId));
    this.#turn = looking.catch(() => undefined);
    return looking;
  }

  async #look(endpointId: string): Promise<void> {
    const { state, tenantId, damaged, erased } = await this.runtime.commands.load(endpoint, endpointId);
    const { state: standing, kind, providerId } = state;
    const isSentTo = standing === 'active' && kind === 'webhook' && !damaged && !erased && tenantId !== undefined;
    if (!isSentTo) {
      const tracked = await this.#drop(endpointId);
      await tracked?.live.forget();
      return;
    }
    const target: Target = { endpointId, tenantId, state, read: noticeReader(this.runtime, tenantId) };
    const sequence = new Sequence(target.read, tenantId, providerId);
    const tracked = this.#tracked.get(endpointId) ?? this.#track(target, sequence);
    for (const run of [tracked.live, ...tracked.replays.values()]) run.target = target;
    for (const { replayId, places } of state.replays) {
      if (tracked.replays.has(replayId)) continue;
      const name = `replay ${endpointId} ${replayId}`;
      const run = this.#run({ name, after: 0, places: rangesOf(sequence, places), isReplay: true }, target);
      tracked.replays.set(replayId, run);
      run.wake();
    }
  }

  #track(target: Target, sequence: Sequence): Tracked {
    const { endpointId, tenantId, state } = target;
    const name = `deliver ${endpointId}`;
    const live = this.#run({ name, after: state.after, places: liveFrom(sequence), isReplay: false }, target);
    const tracked = { live, replays: new Map<string, Run>() };
    this.#tracked.set(endpointId, tracked);
    const key = noticesKey(tenantId, state.providerId);
    this.#ofProvider.set(key, (this.#ofProvider.get(key) ?? new Set()).add(endpointId));
    live.wake();
    return tracked;
  }

  #run(plan: RunPlan, target: Target): Run {
    return new Run(this.site, plan, target);
  }

  async #drop(endpointId: string): Promise<Tracked | undefined> {
    const tracked = this.#tracked.get(endpointId);
    if (tracked === undefined) return undefined;
    this.#tracked.delete(endpointId);
    for (const ids of this.#ofProvider.values()) ids.delete(endpointId);
    await Promise.all([tracked.live, ...tracked.replays.values()].map((run) => run.stop(STOP_MS)));
    return tracked;
  }

  async stop(): Promise<void> {
    await this.#turn;
    await Promise.all([...this.#tracked.keys()].map((endpointId) => this.#drop(endpointId)));
  }
}
