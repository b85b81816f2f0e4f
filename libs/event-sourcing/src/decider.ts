import type { Instant, JsonObject, KeyClass } from '@carethread/ledger';
import type { Holder, OpenedBy } from './holder.js';

/** A domain event as deciders and views see it: opened, upcast, with what the envelope knows about it. */
export interface Recorded<Event extends EventShape = EventShape> {
  readonly type: Event['type'];
  readonly payload: Event['payload'];
  readonly meta: EventMeta;
}

export interface EventShape {
  readonly type: string;
  readonly payload: JsonObject;
}

export interface EventMeta {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly tenantId: string;
  readonly personId: string | null;
  readonly jurisdiction: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly effectiveFrom: Instant;
  readonly actor: { readonly user: string; readonly role: string; readonly organisation?: string };
  readonly correlationId: string;
  readonly causationId: string;
  readonly commandId: string;
  readonly authority?: string;
  readonly onBehalfOf?: string;
}

/** Distributes over a union, so that a switch on `type` narrows `payload`. */
export type RecordedOf<Event extends EventShape> = Event extends EventShape
  ? { readonly type: Event['type']; readonly payload: Event['payload']; readonly meta: EventMeta }
  : never;

/** What `decide` gives: an event to be, with its own instants where they differ from the command's. */
export type Decided<Event extends EventShape> = Event & {
  readonly occurredAt?: Instant;
  readonly effectiveFrom?: Instant;
  readonly authority?: string;
  readonly onBehalfOf?: string;
};

/** Who is acting. `userId` is the token's subject (sealed payloads only); `user` its pseudonym (envelopes). */
export interface ActingParty {
  readonly userId: string;
  readonly user: string;
  readonly role: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
  readonly personId?: string;
  readonly serviceIds: readonly string[];
  readonly qualifications: readonly string[];
  /** Whose deputy they are now at their organisation, by pseudonym, and until when: they have that work as well. */
  readonly standsInFor?: readonly { readonly user: string; readonly until: Instant }[];
}

/** Everything impure that a decision may use: time, identity, new ids, salts, and the facts that this service knows. */
export interface Context<Facts = unknown> {
  /** The command's own instant; the only "now" of the domain. */
  readonly now: Instant;
  readonly actor: ActingParty;
  readonly tenantId: string;
  /** Whose law the stream is under: its own once it is open, else that of the actor who opens it. */
  readonly jurisdiction: string;
  /** The person the command concerns; null for configuration and staff. */
  readonly personId: string | null;
  /** The stream's own uuid. */
  readonly id: string;
  /** When the client says it happened (normalised, not after `now`), else `now`. */
  readonly occurredAt: Instant;
  /** What this service knows of the person: its own published facts and those it consumed, folded. */
  readonly facts: Facts;
  /** The same fold for another subject named in the decider's `needs`: an organisation, a member of staff (by pseudonym). */
  about(subjectId: string): Facts;
  /** The present state of another stream of this service that the decider's `needs` named. */
  stream<State>(decider: { readonly category: string; readonly initial: State }, id: string): State;
  /** A new UUID; a resent command derives the same one. */
  newId(name: string): string;
  /** 32 random bytes, hex. */
  salt(): string;
  /** The pseudonym of a user of this tenant. */
  pseudonym(userId: string): string;
}

/** What a decision reads besides its own stream. */
export interface Needs {
  readonly subjects?: readonly string[];
  readonly streams?: readonly { readonly category: string; readonly id: string }[];
}

/** A command that falls due by itself, derived from the state alone: the durable clock issues it (architecture §5). */
export interface Deadline<Command> {
  readonly at: Instant;
  /** Names the obligation, so that the command's id is UUIDv5(obligation, dueAt). */
  readonly name: string;
  readonly command: Command;
}

/** A number that only one stream of a kind may hold in a tenant: an NHS number. */
export interface UniqueValue {
  readonly scheme: string;
  readonly value: string;
  /** The stream that hands it over; only from this one is it taken while it is still held. */
  readonly from?: string;
  /** What the command calls it, where it is claimed under another scheme as well: this is what a refusal names. */
  readonly named?: string;
}

/**
 * Values that are unique in a tenant. They are claimed once the decision is made and before its events are stored, so a refused
 * command claims nothing; a claim whose stream holds no such value (its process ended between claim and event) is taken over.
 */
export interface Unique<State, Command, Event extends EventShape> {
  /** What a stream in this state holds. */
  holds(state: State): readonly UniqueValue[];
  taken(event: Event): readonly UniqueValue[];
  freed(event: Event): readonly UniqueValue[];
  /** The refusal where another stream holds one. */
  readonly code: string;
  /**
   * Raised when values are claimed in another spelling than before: the next start claims the values that streams hold already again.
   */
  readonly spelling?: number;
  /** Moves a stream on, so that a command that claimed for it and is late with its events has to decide again. */
  readonly fence: Command;
}

/**
 * The rules of a stream for each of its commands: a type without a rule does not compile. A rule throws a coded Refusal before any
 * event is built, or gives the events; an empty list means "already so".
 */
export type DecideTable<State, Command extends { readonly type: string }, Event extends EventShape> = {
  readonly [Type in Command['type']]: DecideRule<Extract<Command, { readonly type: Type }>, State, Event>;
};

// Rules and folds are declared as methods, whose parameters TypeScript compares in both directions: a rule may name the facts of its
// own service as the type of its context's, and a table of rules for single commands is one of rules for any command of the stream.
export type DecideRule<Command, State, Event extends EventShape> = {
  rule(command: Command, state: State, context: Context): readonly Decided<Event>[];
}['rule'];

export type EvolveFold<State, Event> = { fold(state: State, event: Event): State }['fold'];

/** What each event of a stream makes of its state: a type without a fold does not compile. */
export type EvolveTable<State, Event extends EventShape> = {
  readonly [Type in Event['type']]: EvolveFold<State, RecordedOf<Extract<Event, { readonly type: Type }>>>;
};

/** The rules of one kind of stream. Pure: no clock, no randomness, no I/O. Played by `decideWith` and `evolveWith`. */
export interface Decider<State, Command extends { readonly type: string }, Event extends EventShape> {
  readonly category: string;
  /** Which of a person's keys seals these streams: fixed at a stream's first event, for ever. */
  readonly keyClass: KeyClass;
  readonly initial: State;
  readonly evolve: EvolveTable<State, Event>;
  readonly decide: DecideTable<State, Command, Event>;
  /** Checked before every rule: throws a Refusal, or gives false where the command comes too late and changes nothing. */
  admits?(command: Command, state: State, context: Context): boolean;
  /**
   * Whose the stream is, for a capability where that differs: a handover has an issuer and an addressee. Access is decided on it in
   * one place (libs/access), for every command and every read that names the stream.
   */
  holder(state: State, opened: OpenedBy, capability: string): Holder | readonly Holder[];
  /** Subjects and streams to be loaded for `decide`, when the person's own facts are not enough. */
  needs?(command: Command, state: State, context: NeedsContext): Needs;
  readonly unique?: Unique<State, Command, Event>;
  /** What falls due while the stream stands in this state. */
  deadlines?(state: State): readonly Deadline<Command>[];
  /** The events that change what an editor may overwrite: the last of them is the resource's ETag. Absent: every event does. */
  readonly edits?: readonly Event['type'][];
  /**
   * Events that their state keeps with the instant from which they hold: a fold as effective at an instant takes in all that were
   * known, and a read of the state selects what holds by then.
   */
  readonly dated?: readonly Event['type'][];
  /** Whose law a stream that this command opens is under, where the command says it: an organisation's own. */
  jurisdiction?(command: Command): string | undefined;
  /** `none` for configuration streams; otherwise personal. Default: personal. */
  readonly classification?: 'none' | 'personal' | 'special';
  /** Old shapes to today's, by type and stored schema version; stored bytes are never rewritten. */
  readonly upcast?: Readonly<Record<string, Readonly<Record<number, (payload: JsonObject) => JsonObject>>>>;
  /** Today's schema version per event type; 1 where not named. */
  readonly schemas?: Readonly<Record<string, number>>;
}

export interface NeedsContext {
  readonly actor: ActingParty;
  readonly tenantId: string;
  readonly personId: string | null;
  readonly facts: unknown;
  pseudonym(userId: string): string;
}

/** Any decider, for code that treats them alike: its caller finds it by the category of the stream, whose states and commands it takes. */
export type AnyDecider = Decider<unknown, { readonly type: string }, EventShape>;

/** The id in the name of one of a decider's streams: `<category>-<id>`. */
export function idInStream({ category }: { readonly category: string }, stream: string): string {
  return stream.slice(category.length + 1);
}
