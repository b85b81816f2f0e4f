import type { CommandOutcome } from './write-side/loaded-stream.js';
import type { CommandEnvelope } from './write-side/command-envelope.js';

/** Who is told how routes answered and how commands ended; the kit's telemetry counts and traces them. */
export interface Observer {
  /** An answer of a route, by its code. */
  answer<T>(service: string, kind: string, work: () => Promise<T>): Promise<T>;
  /** A command, whoever sent it. */
  command(service: string, command: CommandEnvelope, work: () => Promise<CommandOutcome>): Promise<CommandOutcome>;
}
