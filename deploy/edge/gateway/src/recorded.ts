import { numberMember, present, textMember, textMembers } from '@carethread/ledger';
import type { FastifyRequest } from 'fastify';
import { isNothingHere, itemsOf, refusalOf } from './answers.js';
import { ask, type Answered, type Gateway } from './edge.js';
import type { Source } from './merged-pages.js';

/** What every service recorded about a person, under the same path below its own; each guards its own part. */
export class Recorded {
  /** What the services answered, in the order of their answers. */
  readonly answers: Answered[] = [];

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
    const answered = await ask(this.edge, this.request, {
      template: `/${path}${this.template}`,
      values: textMembers(this.request.params),
      query: present<Record<string, string>>({ ...this.query, after }),
    });
    this.answers.push(answered);
    const { body } = answered;
    if (answered.status === 200)
      return present({ items: itemsOf(answered), next: textMember(body, 'next'), total: numberMember(body, 'total') });
    if (isNothingHere(answered)) return { items: [] };
    throw refusalOf(answered);
  }

  /** Throws what they refused with, where no service has anything that the caller may read. */
  requireAny(): void {
    if (this.answers.some(({ status }) => status === 200)) return;
    throw refusalOf(firstFailure(this.answers));
  }
}

export function firstFailure(answers: readonly Answered[]): Answered {
  return answers.find(({ status }) => status !== 404) ?? answers[0] ?? { status: 404, headers: {}, body: {} };
}
