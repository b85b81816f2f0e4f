import { isRole, type Role } from '@carethread/contracts';
import { textMembers } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Client, type Answered } from '../api/client.js';
import { mayCall, type AnswerOf, type Input, type Operation } from '../api/operation.js';
import { Refused } from '../api/refused.js';
import { SignedOut, type Language, type Session, type SignedIn } from '../session/session.js';
import { sharedWords } from '../words/codes.js';
import type { SharedWords } from '../words/en.js';
import type { Asked } from './asked.js';
import type { WebHost } from './web-host.js';

/** In the place of a person: what a purpose is kept under for pages that are about nobody in particular. */
export const ANYBODY = 'anybody';

/** One request of a user for a page. */
export class Visit implements Asked {
  readonly language: Language;
  readonly shared: SharedWords;
  readonly correlationId = randomUUID();
  readonly query: Readonly<Record<string, string>>;
  readonly #places: Readonly<Record<string, string>>;
  readonly #client: Client;

  private constructor(
    readonly session: Session,
    readonly now: string,
    /** The path that was asked for, without its query: where kept words belong. */
    readonly path: string,
    request: FastifyRequest,
    host: WebHost,
  ) {
    this.language = session.user?.language ?? host.languageOf(request);
    this.shared = sharedWords(this.language);
    this.query = textMembers(request.query);
    this.#places = textMembers(request.params);
    const { personId } = this;
    this.#client = new Client(host.transport, {
      token: () => session.token(),
      correlationId: this.correlationId,
      purpose: this.purpose,
      positions: personId === undefined ? [] : session.positions(personId),
    });
  }

  static async of(request: FastifyRequest, host: WebHost): Promise<Visit> {
    const path = request.url.split('?')[0] ?? '/';
    return new Visit(host.sessionOf(request), await host.now(), path, request, host);
  }

  get client(): Client {
    return this.#client;
  }

  get signedIn(): SignedIn | undefined {
    return this.session.user;
  }

  get user(): SignedIn {
    const { user } = this.session;
    if (user === undefined) throw new SignedOut();
    return user;
  }

  /** Undefined for a role that this version does not know. */
  get role(): Role | undefined {
    const role = this.session.user?.role;
    return role !== undefined && isRole(role) ? role : undefined;
  }

  /** Why the user looks at this person, or at lists of people. */
  get purpose(): string | undefined {
    return this.session.purpose(this.personId ?? ANYBODY);
  }

  /** Whom the page is about. */
  get personId(): string | undefined {
    return this.#places['personId'];
  }

  readonly place = (name: string): string => {
    const value = this.#places[name];
    if (value === undefined) throw new RangeError(`the path has no :${name}`);
    return value;
  };

  readonly may = (operation: Operation): boolean => this.role !== undefined && mayCall(operation, this.role);

  // Pages take these apart from the visit, so they are no methods.
  readonly read = async <Op extends Operation>(operation: Op, input: Input<Op>): Promise<AnswerOf<Op>> =>
    (await this.#client.read(operation, input)).answer;

  readonly tagged = <Op extends Operation>(operation: Op, input: Input<Op>): Promise<Answered<Op>> =>
    this.#client.read(operation, input);

  readonly readIfThere = async <Op extends Operation>(
    operation: Op,
    input: Input<Op>,
  ): Promise<AnswerOf<Op> | undefined> => {
    if (!this.may(operation)) return undefined;
    try {
      return await this.read(operation, input);
    } catch (error) {
      if (error instanceof Refused && (error.status === 404 || error.status === 403)) return undefined;
      throw error;
    }
  };

  readonly noted = async (id: string | undefined): Promise<object | undefined> =>
    id === undefined ? undefined : this.session.noted(id);

  readonly keepPurpose = (personId: string, purpose: string): Promise<void> =>
    this.session.keepPurpose(personId, purpose);

  readonly note = (value: object): Promise<string> => this.session.note(value);
}
