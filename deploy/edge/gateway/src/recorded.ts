import { faultAnswered, Malformed, queryFault, type Fault } from '@carethread/contracts';
import { numberMember, present, textMember, textMembers } from '@carethread/ledger';
import type { FastifyRequest } from 'fastify';
import { isNothingHere, itemsOf, refusalOf } from './answers.js';
import { ask, type Answered, type Gateway } from './edge.js';
import type { Source } from './merged-pages.js';

/** What every service recorded about a person, under the same path below its own; each guards its own part. */
export class Recorded {
  /** What the services answered, in the order of their answers. */
  readonly answers: Answered[] = [];
  /** Which types of events the services have that have none of the type that is asked for. */
  readonly #otherTypes: Fault[] = [];
  #hasType = false;

  constructor(
    readonly edge: Pick<Gateway, 'get' | 'post' | 'paths'>,
    readonly request: FastifyRequest,
    readonly template: string,
    readonly query: Readonly<Record<string, string>>,
  ) {}

  /** The services, or one of them by the first segment of its paths. */
  sources(path?: string): readonly Source[] {
    return this.edge.paths
      .filter((one) => path === undefined || one === path)
      .map((name) => ({ name, read: (after) => this.#read(name, after) }));
  }

  /** A service that did not answer would leave a gap, so the whole read fails. Throws what that service refused with. */
  async #read(path: string, after: string | undefined): Promise<Awaited<ReturnType<Source['read']>>> {
    const asked = await this.#ask(path, present<Record<string, string>>({ ...this.query, after }));
    const otherTypes = typeFaultIn(asked);
    if (otherTypes === undefined) this.#hasType = true;
    else this.#otherTypes.push(otherTypes);
    // It has no such events, and says all the same what is missing in its record.
    const answered = otherTypes === undefined ? asked : withoutItems(await this.#ask(path, this.#gapsOnly()));
    this.answers.push(answered);
    const { body } = answered;
    if (answered.status === 200)
      return present({ items: itemsOf(answered), next: textMember(body, 'next'), total: numberMember(body, 'total') });
    if (isNothingHere(answered)) return { items: [] };
    throw refusalOf(answered);
  }

  #ask(path: string, query: Readonly<Record<string, string>>): Promise<Answered> {
    const template = `/${path}${this.template}`;
    return ask(this.edge, this.request, { template, values: textMembers(this.request.params), query });
  }

  #gapsOnly(): Readonly<Record<string, string>> {
    const { type: _, ...query } = this.query;
    return { ...query, fields: 'summary', limit: '1' };
  }

  /**
   * Throws what they refused with, where no service has anything that the caller may read; MALFORMED where the request asks for a type
   * of events that none of them has.
   */
  requireAny(): void {
    if (!this.#hasType && this.#otherTypes.length > 0) {
      const types = this.#otherTypes.flatMap(({ limit }) => (typeof limit === 'object' ? limit : []));
      const says = 'must be a type of events that a service has';
      throw new Malformed([queryFault('type', 'oneOf', says, [...new Set(types)].toSorted())]);
    }
    if (this.answers.some(({ status }) => status === 200)) return;
    throw refusalOf(firstFailure(this.answers));
  }
}

/** What a service has instead, where it refused a request for a type of events that it has not. */
function typeFaultIn(answered: Answered): Fault | undefined {
  if (answered.status !== 400) return undefined;
  return itemsOf(answered)
    .flatMap(faultAnswered)
    .find(({ pointer, rule }) => pointer === '/type' && rule === 'oneOf');
}

function withoutItems(answered: Answered): Answered {
  if (answered.status !== 200) return answered;
  const { items: _, next: __, ...body } = answered.body;
  return { ...answered, body };
}

export function firstFailure(answers: readonly Answered[]): Answered {
  return answers.find(({ status }) => status !== 404) ?? answers[0] ?? { status: 404, headers: {}, body: {} };
}
