import type { AnyDecider, EventMeta, IndexValue, Recorded } from '@carethread/event-sourcing';
import type { Instant, JsonObject } from '@carethread/ledger';
import type { Office } from './system-streams/office.js';

/** A contract as consumers see it, whether heard from a neighbour or published by this very service: clear and sealed merged. */
export interface Fact<Data extends object = JsonObject> {
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

/** What an event tells the neighbours: ids, numbers and due instants in the clear, everything else sealed (architecture §8). */
export interface Contract {
  readonly type: string;
  /** For a fact about no person: the key on the topic. Default: the person. */
  readonly subject?: string;
  readonly clear: JsonObject;
  readonly sealed?: JsonObject;
}

export type Publisher = (event: Recorded) => Contract | readonly Contract[] | undefined;

/** A fold of facts about one subject (mostly: one person), which decisions and policies read. */
export interface FactsFold<Facts> {
  readonly version: number;
  readonly initial: Facts;
  readonly on: Readonly<Record<string, (facts: Facts, fact: Fact<never>) => Facts>>;
}

/** A fold of this service's own events and facts kept for reading. */
export interface View<Doc extends object> {
  readonly name: string;
  readonly version: number;
  /** Ids, codes, dates and numbers that `find` may ask for; everything else is sealed. */
  readonly index: (doc: Doc) => Readonly<Record<string, IndexValue>>;
  readonly indexes: readonly string[];
  /** Own events by type, and facts (own or heard) by contract type. */
  readonly on: Readonly<Record<string, ViewHandler<Doc>>>;
}

export interface ViewHandler<Doc extends object> {
  readonly key: (event: ViewEvent) => string | readonly string[] | undefined;
  /** Pure. `undefined` takes the document out of the view. */
  readonly fold: (doc: Doc | undefined, event: ViewEvent, key: string) => Doc | undefined;
}

/** What a view folds: an own event, or a fact. `data` is the payload, or the contract's clear and sealed parts merged. */
export interface ViewEvent {
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- narrowed by the handler, which knows its type
  readonly data: any;
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
  /** Distinguishes several commands of one policy to one stream. */
  readonly name?: string;
}

export interface PolicyFact extends Omit<Fact, 'source' | 'sequence'> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- narrowed by the policy, which knows its trigger
  readonly data: any;
  readonly meta: EventMeta;
}

/** How a policy looks at its own service before it names its commands. */
export interface PolicyReader {
  readonly now: Instant;
  facts<Facts>(subject: string): Promise<Facts>;
  state<State>(decider: { readonly category: string; readonly initial: State }, id: string): Promise<State>;
  /** Ids of this service's streams of a category that concern a person. */
  ids(category: string, personId: string): Promise<readonly string[]>;
  /** Documents of one of this service's views. */
  find<Doc extends object>(view: View<Doc>, where: Readonly<Record<string, IndexValue>>): Promise<readonly Doc[]>;
  pseudonym(userId: string): Promise<string>;
  /** Who holds an office for a person now: whose work list something goes on. */
  office(personId: string | null, forRole: string, organisationId?: string): Promise<Office>;
}

/** When that fact, then these commands. Named as the sentence it is. */
export interface Policy {
  readonly name: string;
  /** Contract types (heard, or own) and own event types. */
  readonly when: readonly string[];
  then(fact: PolicyFact, look: PolicyReader): readonly PolicyCommand[] | Promise<readonly PolicyCommand[]>;
}

/** What a service decides, keeps, tells and hears, whoever asks. */
export interface ServiceRules {
  readonly name: ServiceName;
  /** First path segment: the name, except `cpa`. */
  readonly path: string;
  readonly deciders: readonly AnyDecider[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each service has its own facts
  readonly facts: FactsFold<any>;
  /** By own event type. */
  readonly publish: Readonly<Record<string, Publisher>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each view has its own document
  readonly views: readonly View<any>[];
  readonly policies: readonly Policy[];
}

export const SERVICE_NAMES = ['assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa-coordination'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
