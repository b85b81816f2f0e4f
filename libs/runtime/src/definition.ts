import type { AnyDecider, EventMeta, IndexValue, Recorded } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { Office } from '@carethread/access';
import type { ListEntry } from '@carethread/lists';

/** A contract as consumers see it, received from another service or published by this one: clear and sealed members in one. */
export interface Fact<Data extends object = object> {
  /** `care-plan.plan-version-published.v1` */
  readonly type: string;
  readonly id: string;
  /** The person, or the subject's id for a fact about no person. */
  readonly subject: string;
  readonly personId: string | null;
  readonly tenantId: string;
  readonly jurisdiction: string;
  readonly data: Data;
  readonly occurredAt: Instant;
  /** When the publishing service recorded it. */
  readonly recordedAt: Instant;
  readonly effectiveFrom: Instant;
  readonly correlationId: string;
  /** Stored by this service in its own log at this position. */
  readonly position: number;
  /** Which service published it, and where it stands in that one's log. */
  readonly source: string;
  readonly sequence: number;
}

/** What an event publishes: a contract's data, all members in one. Its class says which of them travel sealed (architecture §8). */
export interface Contract {
  readonly type: string;
  /** For a fact about no person: the key on the topic. Default: the person. */
  readonly subject?: string;
  readonly data: object;
}

/**
 * Types of functions below are written as methods: `publishes`, `factsOf`, `viewOf` and `policy` give each handler the type that its
 * name stands for, and the runtime, which calls it by that name, knows them all by the wider one.
 */
export type Publisher = { publish(event: Recorded): Contract | readonly Contract[] | undefined }['publish'];

/** By own event type. */
export type Publishers = Readonly<Partial<Record<string, Publisher>>>;

export type FactFold<Facts> = { fold(facts: Facts, fact: Fact): Facts }['fold'];

/** A fold of facts about one subject (mostly: one person), which decisions and policies read. */
export interface FactsFold<Facts> {
  readonly version: number;
  readonly initial: Facts;
  readonly on: Readonly<Partial<Record<string, FactFold<Facts>>>>;
}

/** A fold of this service's own events and facts kept for reading. */
export interface View<Doc extends object, Index extends string = string> {
  readonly name: string;
  readonly version: number;
  /** Ids, codes, dates and numbers that `find` may ask for; everything else is sealed. */
  index(doc: Doc): Readonly<Record<Index, IndexValue>>;
  readonly indexes: readonly Index[];
  /** What of a document stands on lists. */
  readonly lists?: Lists<Doc>;
  /** Own events by type, and facts (published or received) by contract type. */
  readonly on: Readonly<Partial<Record<string, ViewHandler<Doc>>>>;
  /**
   * Own events by type, those that no key opens any more included. Such documents are nobody's: they hold ids, codes, dates and numbers
   * only, stand in the clear, and stay when a person's keys are destroyed.
   */
  readonly onEnvelope?: Readonly<Partial<Record<string, EnvelopeHandler<Doc>>>>;
}

/** An own event by what stands in the clear; its content is there while its key is. */
export interface EnvelopeEvent<Data extends object = object> {
  readonly type: string;
  readonly meta: EventMeta;
  readonly position: number;
  readonly data?: Data;
}

export interface EnvelopeHandler<Doc extends object> {
  /** Of what stands in the clear alone: a rebuild after a key was destroyed must find the same document. */
  key(event: Omit<EnvelopeEvent, 'data'>): string | undefined;
  fold(doc: Doc | undefined, event: EnvelopeEvent): Doc;
}

/** The lines of lists that the documents of a view stand for. */
export interface Lists<Doc extends object, Body extends object = object, Filter extends string = string> {
  /** The names that a list can be filtered by. */
  readonly filters: readonly Filter[];
  /** Those of them that may take another value with the clock alone (`ListEntry.later`). */
  readonly changing?: readonly Filter[];
  /** Pure: of the document alone. */
  entries(doc: Doc): readonly ListEntry<Body, Filter>[];
  /** Pure: the entries that a change of the document adds for good. Nothing compares them with later ones or takes them away. */
  appends?(before: Doc | undefined, after: Doc): readonly ListEntry<Body, Filter>[];
}

/** A view whose documents stand on lists, as who reads the list knows it. */
export interface ListView<Body extends object = object, Filter extends string = string> {
  readonly name: string;
  readonly lists: Lists<never, Body, Filter>;
}

export interface ViewHandler<Doc extends object> {
  key(event: ViewEvent): string | readonly string[] | undefined;
  /** Pure. `undefined` takes the document out of the view. */
  fold(doc: Doc | undefined, event: ViewEvent, key: string): Doc | undefined;
}

/** What a view folds: an own event, or a fact. `data` is the payload, or the contract's clear and sealed parts merged. */
export interface ViewEvent {
  readonly type: string;
  readonly data: object;
  readonly meta: EventMeta;
  readonly position: number;
  /** The fact's subject, or the own event's person. */
  readonly subject: string;
}

/** A command that a policy or the clock wants; the target stream is `<category>-<id>`. */
export interface PolicyCommand {
  readonly on: AnyDecider;
  readonly id: string;
  readonly command: { readonly type: string };
  readonly personId?: string | null;
  readonly jurisdiction?: string;
  /** The organisation whose thing the platform carries on by it: it stands in the clear beside the actor. */
  readonly organisationId?: string;
  /** Distinguishes several commands of one policy to one stream. */
  readonly name?: string;
}

export interface PolicyFact extends Omit<Fact, 'source' | 'sequence'> {
  readonly meta: EventMeta;
}

/** Values of a view's indexes. */
export type Where<Index extends string = string> = { readonly [Name in Index]?: IndexValue };

/** What a policy may read of its own service before it names its commands. */
export interface PolicyReader {
  readonly now: Instant;
  facts<Facts>(subject: string): Promise<Facts>;
  state<State>(decider: { readonly category: string; readonly initial: State }, id: string): Promise<State>;
  /** Ids of this service's streams of a category that concern a person. */
  ids(category: string, personId: string): Promise<readonly string[]>;
  /** Documents of one of this service's views. */
  find<Doc extends object, Index extends string>(
    view: View<Doc, Index>,
    where: Where<NoInfer<Index>>,
  ): Promise<readonly Doc[]>;
  pseudonym(userId: string): Promise<string>;
  /** Who holds an office for a person now: whose work list something goes on. */
  office(personId: string | null, forRole: string, organisationId?: string): Promise<Office>;
}

/** When that fact, then these commands. Named as the sentence it is. */
export interface Policy {
  readonly name: string;
  /** Contract types, published or received, and own event types. */
  readonly when: readonly string[];
  then(fact: PolicyFact, reader: PolicyReader): readonly PolicyCommand[] | Promise<readonly PolicyCommand[]>;
}

/** What a service decides, keeps, publishes and consumes, by whichever way it is called. */
export interface ServiceRules {
  readonly name: string;
  /** First path segment: the name, except `cpa`. */
  readonly path: string;
  readonly deciders: readonly AnyDecider[];
  readonly facts: FactsFold<unknown>;
  readonly publish: Publishers;
  readonly views: readonly View<object>[];
  readonly policies: readonly Policy[];
  /** What stands in sections of a person's plans: ids of items, and hashes of what they cite. Absent where none is known here. */
  namedIn?(reader: PolicyReader, personId: string, sections: readonly string[]): Promise<readonly string[]>;
}
