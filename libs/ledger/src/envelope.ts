import type { JsonObject } from './canonical-json.js';

/** An instant: ISO 8601, UTC, milliseconds, 24 characters (`2026-03-02T09:00:00.000Z`). */
export type Instant = string;

/** `none` is for configuration only; everything about a person or a member of staff is `personal` or `special`. */
export type Classification = 'none' | 'personal' | 'special';

/** Who acted. `user` is a pseudonym, never a token's string; `organisation` is absent for the person and their circle. */
export interface Actor {
  readonly user: string;
  readonly role: string;
  readonly organisation?: string;
}

/**
 * An event as its writer makes it: sealed, numbered, not yet stamped by the log. Its canonical JSON without `sealed` is the
 * additional data of the sealing, so nothing here can change after sealing (event format v1, docs/reference/event-format.md).
 */
export interface UnstampedEvent {
  readonly format: 1;
  readonly service: string;
  /** UUIDv5(commandId, index); an inbox event carries the contract's id. */
  readonly id: string;
  /** `<category>-<uuid>`; the category holds no hyphen. */
  readonly stream: string;
  /** 1, 2, 3 … without gaps. */
  readonly revision: number;
  readonly type: string;
  readonly schema: number;
  readonly tenantId: string;
  /** null on configuration and staff streams only. */
  readonly personId: string | null;
  readonly jurisdiction: string;
  readonly occurredAt: Instant;
  readonly effectiveFrom: Instant;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
  readonly commandId: string;
  readonly classification: Classification;
  /** `<uuid>.<16 hex>`; null where the classification is `none`. */
  readonly keyId: string | null;
  /** Present where the classification is `none`. */
  readonly payload?: JsonObject;
  /** Present otherwise: base64url of IV ‖ ciphertext ‖ tag, AES-256-GCM. */
  readonly sealed?: string;
}

/** The stored form, v1. Nothing in it belongs to a store, so the same event has the same bytes in every adapter. */
export interface Envelope extends UnstampedEvent {
  /** The server's clock inside the append; never backwards in a service's log. */
  readonly recordedAt: Instant;
  /** The hash of the event before it in its stream; 64 zeros at revision 1. */
  readonly prevHash: string;
  readonly hash: string;
}

/** What a sealed event holds beside its payload: the authority by which somebody acted reveals health, so it is sealed too. */
export interface SealedContent {
  readonly payload: JsonObject;
  readonly authority?: string;
  readonly onBehalfOf?: string;
  /** SHA-256 of the command's body, on the first event of a command. */
  readonly request?: string;
}

/** The longest canonical envelope that may be stored, in UTF-8 bytes. */
export const MAX_ENVELOPE_BYTES = 512 * 1024;
export const NO_HASH = '0'.repeat(64);
