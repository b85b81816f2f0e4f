import type { ViewsStep } from '../runtime/service-runtime.js';

/** Where a process stands: its clock, what falls due next, and how far its logs reach. */
export interface ProcessState {
  readonly now: string;
  readonly next?: string;
  /** Position by service. */
  readonly heads: Readonly<Record<string, number>>;
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
  /** Resolves when views, policies, clock and (where its topic flows) relay have dealt with everything, and the bus has brought it. */
  settle(): Promise<void>;
  /** Forward only. */
  setClock(now: string): Promise<void>;
  /** Issues what is due by the process's clock. */
  fire(): Promise<void>;
  views(step: ViewsStep): Promise<void>;
  hold(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): Promise<void>;
  messages(personId: string | undefined): Promise<readonly Travelled[]>;
  publish(message: Travelled): Promise<void>;
}
