import formbody from '@fastify/formbody';
import { REFUSALS, type Role } from '@carethread/contracts';
import { fastify, type FastifyInstance } from 'fastify';
import type { AnswerOf, Operation } from '../api/operation.js';
import { OPERATIONS } from '../api/generated/operations.js';
import type { Sent } from '../api/transport.js';
import { MemorySession } from '../session/memory-session.js';
import type { Language } from '../session/session.js';
import type { Page } from '../shell/page.js';
import { patternOf } from '../shell/segments.js';
import { OWN } from '../shell/posted.js';
import { routePages } from '../shell/router.js';

/** A refusal that the API answers with in a spec. */
export interface RefusedWith {
  readonly refused: keyof typeof REFUSALS;
  readonly items?: readonly unknown[];
  readonly etag?: string;
}

export function refused(code: keyof typeof REFUSALS, items: readonly unknown[] = [], etag = ''): RefusedWith {
  return { refused: code, items, etag };
}

type Answers = { readonly [Op in Operation]?: AnswerOf<Op> | RefusedWith | readonly (AnswerOf<Op> | RefusedWith)[] };

export interface Given {
  readonly answers?: Answers;
  readonly role?: Role | '';
  readonly language?: Language;
  readonly places?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly etag?: string;
  readonly session?: MemorySession;
}

/** What was sent to the API. */
export interface Called {
  readonly operation: Operation;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const NOW = '2026-05-20T09:00:00.000Z';
export const PERSON = '0a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';

/** One page as the router serves it, before an API that answers what the spec says. */
export class PageUnderTest {
  readonly calls: Called[] = [];
  readonly session: MemorySession;
  readonly #server: FastifyInstance;
  readonly #given: Given;
  readonly #page: Page;
  readonly #answered = new Map<Operation, number>();

  constructor(page: Page, given: Given = {}) {
    this.#page = page;
    this.#given = given;
    const [standard = ''] = page.who === 'anybody' ? [''] : page.who;
    const { role = standard, language = 'en', session } = given;
    const user = { userId: 'U', roles: [role], role, tenantId: 'T', language };
    this.session = session ?? new MemorySession(role === '' ? undefined : user);
    this.#server = fastify();
    void this.#server.register(formbody);
    routePages(this.#server, {
      pages: [page],
      host: {
        transport: (sent) => Promise.resolve(this.#answer(sent)),
        apiSegments: [],
        mode: 'test',
        now: () => Promise.resolve(NOW),
        sessionOf: () => this.session,
        languageOf: () => language,
        asset: (name) => `/assets/${name}`,
        broke: () => undefined,
      },
    });
  }

  get path(): string {
    const places: Readonly<Record<string, string>> = { personId: PERSON, ...this.#given.places };
    const path = this.#page.path.replace(/:([A-Za-z]+)/g, (_, name: string) => places[name] ?? name);
    const query = new URLSearchParams(this.#given.query).toString();
    return query === '' ? path : `${path}?${query}`;
  }

  async shown(): Promise<{ readonly status: number; readonly html: string; readonly location: string }> {
    return this.#sent('GET');
  }

  /** Sends a form of the page. */
  async posted(
    fields: Readonly<Record<string, string>>,
    own: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly html: string; readonly location: string }> {
    const [first] = this.#page.forms;
    const body = { [OWN.form]: first?.name ?? '', [OWN.key]: 'K', ...own, ...fields };
    return this.#sent('POST', new URLSearchParams(body).toString());
  }

  /** The bodies of the calls of one operation. */
  bodiesOf(operation: Operation): readonly unknown[] {
    return this.calls.filter((call) => call.operation === operation).map(({ body }) => body);
  }

  async #sent(method: 'GET' | 'POST', payload?: string) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = payload === undefined ? { method, url: this.path } : { method, url: this.path, payload, headers };
    const answered = await this.#server.inject(request);
    return { status: answered.statusCode, html: answered.payload, location: String(answered.headers.location ?? '') };
  }

  #answer({ method, path, headers, body }: Sent) {
    const [bare = '', query = ''] = path.split('?');
    const operation = operationAt(method, bare);
    this.calls.push({ operation, query, headers, body: body === undefined ? undefined : JSON.parse(body) });
    const given: unknown = this.#given.answers?.[operation];
    const turn = this.#answered.get(operation) ?? 0;
    this.#answered.set(operation, turn + 1);
    const answer: unknown = Array.isArray(given) ? given[Math.min(turn, given.length - 1)] : given;
    const tag = this.#given.etag === undefined ? {} : { etag: this.#given.etag };
    if (answer !== undefined && !isRefusal(answer))
      return { status: 200, headers: { 'x-position': 'P', ...tag }, text: JSON.stringify(answer) };
    const { refused: code, items = [], etag = '' } = answer ?? refused('NOT_FOUND');
    const text = JSON.stringify({ code, items, correlationId: 'C', status: REFUSALS[code][0] });
    return { status: REFUSALS[code][0], headers: etag === '' ? {} : { etag }, text };
  }
}

const isRefusal = (answer: unknown): answer is RefusedWith =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

function operationAt(method: string, path: string): Operation {
  const names: readonly Operation[] = Object.keys(OPERATIONS).filter((name): name is Operation => name in OPERATIONS);
  const found = names.filter(
    (name) => OPERATIONS[name].method === method && patternOf(OPERATIONS[name].path).test(path),
  );
  // A template with fewer places says more exactly what is meant.
  const [best] = found.toSorted((one, other) => places(one) - places(other));
  if (best === undefined) throw new Error(`no operation answers ${method} ${path}`);
  return best;
}

const places = (name: Operation): number => OPERATIONS[name].path.split(':').length;
