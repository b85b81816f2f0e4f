import { ViewsUnavailable, type EventLog } from '@carethread/event-sourcing';
import type { ServiceRules } from '../definition.js';
import type { Projection } from './materialized-view.js';
import { ProjectionRunner } from './projection-runner.js';
import type { ServicePorts } from '../service-ports.js';
import { declaredView, factsView, streamIndex } from './standard-views.js';

type RunnerArguments = ConstructorParameters<typeof ProjectionRunner>;

/** All views of a service: those that its decisions rest on lie beside the log, the others perhaps on a server of their own. */
export class ServiceViews {
  /** The facts of each subject, and which streams there are. */
  readonly ofDecisions: ProjectionRunner;
  readonly ofReads: ProjectionRunner;
  readonly #runners: ReadonlySet<ProjectionRunner>;
  readonly #log: EventLog;

  constructor(
    definition: ServiceRules,
    { log, keys, views, decisionViews }: ServicePorts,
    decoder: RunnerArguments[1],
    onBatch: RunnerArguments[5],
    unfolded: RunnerArguments[6],
    blindings: RunnerArguments[7],
  ) {
    this.#log = log;
    const runner = (store: RunnerArguments[3], projections: readonly Projection[]): ProjectionRunner =>
      new ProjectionRunner(log, decoder, keys, store, projections, onBatch, unfolded, blindings);
    const own = [streamIndex, factsView(definition.facts, definition.name)];
    const declared = definition.views.map(declaredView);
    // Where both lie in one store, one subscription serves both.
    const oneStore = decisionViews === views;
    this.ofReads = runner(views, oneStore ? [...own, ...declared] : declared);
    this.ofDecisions = oneStore ? this.ofReads : runner(decisionViews, own);
    this.#runners = new Set([this.ofDecisions, this.ofReads]);
  }

  async start(): Promise<void> {
    for (const runner of this.#runners) await runner.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#runners].map((runner) => runner.stop()));
  }

  async dropAll(): Promise<void> {
    for (const { store } of this.#runners) await store.dropAll();
  }

  /** After keys were destroyed: drops what is cached of these people. */
  drop(people: ReadonlySet<string>): void {
    for (const runner of this.#runners) runner.drop(people);
  }

  async caughtUp(position: number): Promise<void> {
    for (const runner of this.#runners) await runner.caughtUp(position);
  }

  /** Waits until the views that decisions rest on have folded up to a position. Throws ViewsUnavailable where they were stopped before. */
  async decisionsCaughtUp(position: number): Promise<void> {
    await this.ofDecisions.caughtUp(position);
    this.#requireFolded(position);
  }

  /** The same for everything that is stored now, and at once where they are stalled. */
  async decisionsCurrent(): Promise<void> {
    const { position } = await this.#log.head();
    await this.ofDecisions.reached(position);
    this.#requireFolded(position);
  }

  /** Waits until all views show everything that is stored now; where the server of the views for reads is away, not for those. */
  async current(): Promise<void> {
    const { position } = await this.#log.head();
    await this.ofDecisions.reached(position);
    await this.ofReads.near(position);
  }

  /** A caller that waits is released when the process stops, and must not decide on an older state. */
  #requireFolded(position: number): void {
    if (this.ofDecisions.position() < position)
      throw new ViewsUnavailable('the views stopped before they had come so far');
  }
}
