import { CONTRACTS, Refusal } from '@carethread/contracts';
import type { EventLog, Recorded } from '@carethread/event-sourcing';
import { isRecord } from '@carethread/ledger';
import type { ServiceRules } from '../definition.js';
import { boundedCache } from '../write-side/bounded-cache.js';
import { contractsOf } from './event-decoder.js';
import { factsKey, type SubjectFacts } from './standard-views.js';
import { TokenSeal } from '@carethread/privacy';

/** How long a reader waits for what a neighbour wrote (architecture §2.7), in milliseconds of real time. */
const PATIENCE_MS = 10_000;

/** The last publication by contract type: its position, and whom it is about where that is not the token's own subject. */
type Published = Readonly<Record<string, readonly [position: number, about?: string]>>;

const NOTHING: Published = {};

/** A token, and the inputs that it was made from. */
interface Made {
  readonly made: readonly [remembered: Published, published: object, epoch: number];
  readonly token: string;
}

/** The service whose tokens they are: what it has published, and what it has consumed. */
interface PublishingService {
  readonly definition: Pick<ServiceRules, 'name' | 'publish'>;
  readonly consumes: ReadonlySet<string>;
  readonly log: EventLog;
  subjectFacts(subject: string): Promise<SubjectFacts<unknown>>;
  secret(tenantId: string): Promise<Uint8Array>;
  decisionViewsCurrent(): Promise<void>;
  done(task: 'policies', position: number): Promise<void>;
}

/** A type of contract that is published, by whichever service. */
const isPublished = (type: string): boolean => CONTRACTS.has(type);

/**
 * Opaque tokens that let any service wait until it knows what another had published about a person. A token names service,
 * subject, and for each type of contract the last one published: a service waits for those that it listens for, and finds in
 * its own log whether they have come, so it makes no difference which copy of it received them.
 */
export class Positions {
  readonly #published = boundedCache<string, Published>(50_000);
  /** Tokens by subject, with their inputs: most answers repeat the token before. */
  readonly #tokens = boundedCache<string, Made>(10_000);
  readonly #seal: TokenSeal;

  constructor(
    readonly runtime: PublishingService,
    readonly patience = PATIENCE_MS,
    now: () => number = Date.now,
  ) {
    this.#seal = new TokenSeal('position', (tenantId) => runtime.secret(tenantId), now);
  }

  /** Remembers the contracts about the subject that these new events publish; `position` is that of the last event. */
  async remember(subject: string, events: readonly Recorded[], position: number): Promise<void> {
    const { publish } = this.runtime.definition;
    let published = this.#published.get(subject);
    for (const [index, event] of events.entries())
      for (const contract of contractsOf(publish[event.type], event)) {
        const { tenantId, personId, stream } = event.meta;
        const about = factsKey(tenantId, contract.subject ?? personId ?? stream, personId);
        const at = position - (events.length - 1 - index);
        published = { ...published, [contract.type]: about === subject ? [at] : [at, about] };
      }
    if (published !== undefined) this.#published.set(subject, published);
  }

  /** The token of a subject, for readers of a tenant. */
  async token(tenantId: string, subject: string): Promise<string> {
    const remembered = this.#published.get(subject) ?? NOTHING;
    const { published } = await this.runtime.subjectFacts(subject);
    const name = `${tenantId} ${subject}`;
    const made = [remembered, published, this.#seal.epoch()] as const;
    const last = this.#tokens.get(name);
    if (last?.made.every((part, index) => part === made[index]) === true) return last.token;
    const token = await this.#seal.seal(tenantId, this.#write(subject, newest(remembered, published)));
    this.#tokens.set(name, { made, token });
    return token;
  }

  #write(subject: string, published: Published): string {
    const { name } = this.runtime.definition;
    const prefix = name.length + 1; // every type begins with the service's name
    const short = Object.entries(published).map(([type, last]) => [type.slice(prefix), last]);
    return JSON.stringify([name, subject, Object.fromEntries(short)]);
  }

  /**
   * Waits until everything that the tokens stand for is stored here and this service's policies and views are done with it. Throws
   * POSITION_UNKNOWN at once where one of them is none that was given to this tenant.
   */
  async waitFor(tenantId: string, header: string): Promise<void> {
    const wanted = await Promise.all(header.split(',').map((token) => this.#open(tenantId, token.trim())));
    const deadline = Date.now() + this.patience;
    for (const [source, subject, published] of wanted)
      await within(deadline, this.#reach(source, subject, published, deadline));
  }

  async #open(tenantId: string, token: string): Promise<[string, string, Published]> {
    const text = await this.#seal.open(tenantId, token);
    if (text === undefined) throw new Refusal('POSITION_UNKNOWN');
    const parts: unknown = JSON.parse(text);
    const [source, subject, published]: readonly unknown[] = Array.isArray(parts) ? parts : [];
    if (typeof source !== 'string' || typeof subject !== 'string' || !isPublications(published))
      throw new Refusal('POSITION_UNKNOWN');
    if (!Object.keys(published).every((type) => isPublished(`${source}.${type}`)))
      throw new Refusal('POSITION_UNKNOWN');
    return [source, subject, published];
  }

  async #reach(source: string, subject: string, published: Published, deadline: number): Promise<void> {
    const { consumes, definition, log } = this.runtime;
    if (source !== definition.name)
      for (const [type, [position, about = subject]] of Object.entries(published)) {
        if (!consumes.has(`${source}.${type}`)) continue;
        for (;;) {
          await this.runtime.decisionViewsCurrent();
          if (((await this.runtime.subjectFacts(about)).heard[source] ?? 0) >= position) break;
          if (Date.now() > deadline) throw new Refusal('NOT_YET_KNOWN');
          await this.#nextAppend();
        }
      }
    await this.runtime.done('policies', (await log.head()).position);
    await this.runtime.decisionViewsCurrent();
  }

  /** Resolves when this log grows, or after 100 ms, since the notice of another replica's append may be late. */
  #nextAppend(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, 100);
      const stop = this.runtime.log.onAppended(wake);
      function wake(): void {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });
  }
}

function isPublications(value: unknown): value is Published {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (last) =>
        Array.isArray(last) && typeof last[0] === 'number' && (last[1] === undefined || typeof last[1] === 'string'),
    )
  );
}

function newest(remembered: Published, known: Readonly<Record<string, number>>): Published {
  const merged: Record<string, readonly [number, string?]> = { ...remembered };
  for (const [type, position] of Object.entries(known))
    if (position > (merged[type]?.[0] ?? 0)) merged[type] = [position];
  return merged;
}

async function within(deadline: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('NOT_YET_KNOWN')), Math.max(0, deadline - Date.now()));
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
