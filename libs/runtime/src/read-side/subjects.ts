import type { Grant, Relations } from '@carethread/access';
import type { EventLog } from '@carethread/event-sourcing';
import type { ServiceRules } from '../definition.js';
import { boundedCache } from '../write-side/bounded-cache.js';
import type { ProjectionRunner } from './projection-runner.js';
import { factsKey, factsView, noFacts, streamIndex, type SubjectFacts } from './standard-views.js';

/** Of a person's streams, how many are tried for one whose first event can be read. */
const FIRST_STREAMS = 5;

/** What a service knows of people, organisations and staff, and which streams it has: what its decisions rest on. */
export class Subjects {
  readonly #jurisdictions = boundedCache<string, string>(10_000);
  readonly #facts: ReturnType<typeof factsView<unknown>>;

  constructor(
    readonly definition: Pick<ServiceRules, 'name' | 'facts'>,
    readonly log: EventLog,
    readonly views: Pick<ProjectionRunner, 'view'>,
  ) {
    this.#facts = factsView(definition.facts, definition.name);
  }

  /** Of a person; of anything else by the name that `factsKey` gives it. */
  async facts(subject: string): Promise<SubjectFacts<unknown>> {
    return (await this.views.view(this.#facts).get(subject)) ?? noFacts(this.definition.facts.initial);
  }

  /** Of a person, an organisation or a member of staff, as far as they are of that tenant. */
  async factsIn(tenantId: string, subject: string): Promise<SubjectFacts<unknown>> {
    const facts = this.views.view(this.#facts);
    const found = (await facts.get(factsKey(tenantId, subject, null))) ?? (await facts.get(subject));
    return found === undefined || found.relations.tenantId !== tenantId
      ? noFacts(this.definition.facts.initial)
      : found;
  }

  async relations(personId: string): Promise<Relations> {
    return (await this.facts(personId)).relations;
  }

  /** Inspections of an organisation. */
  async grantsOf(tenantId: string, organisationId: string): Promise<readonly Grant[]> {
    return Object.values((await this.facts(factsKey(tenantId, organisationId, null))).relations.grants);
  }

  /** The tenant whose record a person's is, from what is in the clear: it outlives the key. */
  async tenantOf(personId: string): Promise<string | undefined> {
    const [first] = await this.views.view(streamIndex).find({ personId }, { limit: 1 });
    return first?.doc.tenantId;
  }

  /** The jurisdiction under which a person's record was begun: that of the first event here that can be read. */
  async jurisdictionOf(personId: string): Promise<string | undefined> {
    const known = this.#jurisdictions.get(personId);
    if (known !== undefined) return known;
    const streams = this.views.view(streamIndex);
    for (const { key } of await streams.find({ personId }, { orderBy: 'since', limit: FIRST_STREAMS })) {
      const [first] = await this.log.readStream(key, { to: 1 });
      if (first === undefined || first.damaged === true) continue;
      this.#jurisdictions.set(personId, first.event.jurisdiction);
      return first.event.jurisdiction;
    }
    return undefined;
  }

  /** The streams of a category, oldest first: all of them, or a person's. */
  async ids(category: string, personId?: string): Promise<readonly string[]> {
    const where = personId === undefined ? { category } : { category, personId };
    const found = await this.views.view(streamIndex).find(where, { orderBy: 'since' });
    return found.map(({ doc }) => doc.stream.slice(category.length + 1));
  }
}
