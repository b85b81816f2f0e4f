import type { ViewsStep } from '@carethread/runtime';

export type { ViewsStep };

/** How far logs reach: position by service. */
export type Heads = Readonly<Record<string, number>>;

/** Where a process stands: its clock, what falls due next, and the last instant of its logs. */
export interface ProcessState {
  readonly now: string;
  readonly next?: string;
  /** The last `recordedAt` of any of its logs. */
  readonly recordedAt?: string;
}

/** A contract as it travels, with the topic that it travels on. */
export interface Travelled {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/**
 * What the doors of test mode ask of a process that runs services. `LocalProcess` is the process itself; the front of a platform
 * of several processes knows each over HTTP, by the same words.
 */
export interface ServiceProcess {
  state(): Promise<ProcessState>;
  /**
   * Resolves when views, policies, clock and (where its topic flows) relay have dealt with everything; how far its logs reach then.
   * Rejects when nobody waits for the answer any more.
   */
  outboxDrained(waits: AbortSignal): Promise<Heads>;
  /** Resolves when what the bus holds for it is stored and dealt with; how far its logs reach then. Rejects like `outboxDrained`. */
  inboxDrained(waits: AbortSignal): Promise<Heads>;
  /** Forward only. */
  setClock(now: string): Promise<void>;
  /** Issues what is due by the process's clock. */
  issueDue(): Promise<void>;
  views(step: ViewsStep): Promise<void>;
  hold(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): Promise<void>;
  messages(personId: string | undefined): Promise<readonly Travelled[]>;
  publish(message: Travelled): Promise<void>;
}
