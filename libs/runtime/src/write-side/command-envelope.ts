import type { CommandOutcome } from './loaded-stream.js';
import type { ActingParty, AnyDecider } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

/** What HTTP, policies and the clock hand to the write side. */
export interface CommandEnvelope {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: { readonly type: string };
  readonly actor: ActingParty;
  readonly tenantId: string;
  readonly personId: string | null;
  readonly jurisdiction?: string;
  readonly commandId: string;
  /** SHA-256 of the body of the request. */
  readonly request?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly ifMatch?: string;
  readonly occurredAt?: Instant;
}

/** The port on which every command reaches the write side. Throws the Refusal of the decision. */
export type Dispatch = (command: CommandEnvelope) => Promise<CommandOutcome>;
