import { present } from '@carethread/ledger';
import type { ServiceRuntime } from '@carethread/runtime';
import { endpoint } from '../domain/endpoint/decider.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { noticesKey } from '../views/provider-notices.js';
import type { Target } from './attempt.js';
import { Handshakes } from './handshakes.js';
import { Heartbeat, HEARTBEAT } from './heartbeat.js';
import { liveFrom, rangesOf } from './places.js';
import { Run, type RunPlan, type RunSite } from './run.js';

/** How long runs that end are waited for, in milliseconds of real time. */
const STOP_MS = 1_000;

interface Tracked {
  readonly live: Run;
  /** Where its client asked for signs of life. */
  readonly heartbeat?: Heartbeat;
  readonly replays: Map<string, Run>;
}

/** The active webhooks of a part of the organisations, each with the runs that send to it. */
export class TrackedEndpoints {
  readonly #tracked = new Map<string, Tracked>();
  /** Endpoints by the key of their provider's sequence. */
  readonly #ofProvider = new Map<string, Set<string>>();
  readonly #handshakes: Handshakes;
  /** Of one endpoint after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly runtime: ServiceRuntime,
    readonly site: RunSite,
  ) {
    this.#handshakes = new Handshakes(runtime);
  }

  *runs(): Generator<Run> {
    for (const { live, replays } of this.#tracked.values()) {
      yield live;
      yield* replays.values();
    }
  }

  /** What has this name has something to do now. */
  due(name: string): void {
    const [what, endpointId = '', replayId] = name.split(' ');
    const tracked = this.#tracked.get(endpointId);
    if (what === HEARTBEAT) void tracked?.heartbeat?.beat();
    else void (replayId === undefined ? tracked?.live : tracked?.replays.get(replayId))?.pump();
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
    const { state: standing, kind, format, providerId } = state;
    if (kind !== 'webhook' || damaged || erased || tenantId === undefined) return this.#forget(endpointId);
    const target: Target = { endpointId, tenantId, state, read: noticeReader(this.runtime, tenantId) };
    if (standing === 'unverified' && format === 'fhir') this.#handshakes.begin(target);
    if (standing !== 'active') return this.#forget(endpointId);
    const sequence = new Sequence(target.read, tenantId, providerId);
    const tracked = this.#tracked.get(endpointId) ?? this.#track(target, sequence);
    for (const one of [tracked.live, tracked.heartbeat, ...tracked.replays.values()]) if (one) one.target = target;
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
    const heartbeat = state.heartbeatSeconds === undefined ? undefined : new Heartbeat(this.site, target);
    const tracked = present<Tracked>({ live, heartbeat, replays: new Map<string, Run>() });
    this.#tracked.set(endpointId, tracked);
    heartbeat?.begin();
    const key = noticesKey(tenantId, state.providerId);
    this.#ofProvider.set(key, (this.#ofProvider.get(key) ?? new Set()).add(endpointId));
    live.wake();
    return tracked;
  }

  #run(plan: RunPlan, target: Target): Run {
    return new Run(this.site, plan, target);
  }

  /** It is sent nothing: when it is again, nothing of how it failed counts. */
  async #forget(endpointId: string): Promise<void> {
    const tracked = await this.#drop(endpointId);
    await tracked?.live.forget();
  }

  async #drop(endpointId: string): Promise<Tracked | undefined> {
    const tracked = this.#tracked.get(endpointId);
    if (tracked === undefined) return undefined;
    this.#tracked.delete(endpointId);
    for (const ids of this.#ofProvider.values()) ids.delete(endpointId);
    tracked.heartbeat?.stop();
    await Promise.all([tracked.live, ...tracked.replays.values()].map((run) => run.stop(STOP_MS)));
    return tracked;
  }

  async stop(): Promise<void> {
    await this.#turn;
    await Promise.all([...this.#tracked.keys()].map((endpointId) => this.#drop(endpointId)));
  }
}
