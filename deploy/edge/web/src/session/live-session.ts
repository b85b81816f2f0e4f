import { dictionaryOf, isObject, isText, present, shapeOf, type Guard } from '@carethread/ledger';
import { Tokens } from '@fastify/csrf';
import { randomUUID } from 'node:crypto';
import type { SealedItems } from './sealed-items.js';
import type { OpenSession } from './sessions.js';
import { SignedOut, type Fields, type Language, type Session, type SignedIn } from './session.js';

/** Reads wait for a position of one's own for so long: later everybody has it anyway, in milliseconds. */
const POSITION_MS = 10 * 60_000;
/** Positions of one person that are sent with a read: one of each service, and a few. */
const MOST_POSITIONS = 8;
/** How long words that were not sent yet are kept, in milliseconds. */
const KEPT_MS = 7 * 24 * 3_600_000;
const NOTE_MS = 3_600_000;

/** What a session did and said about one person. */
interface Said {
  readonly kind: 'position' | 'purpose';
  readonly personId: string;
  readonly text: string;
  readonly at: number;
}

const isSaid: Guard<Said> = shapeOf<Said>({
  kind: (value): value is Said['kind'] => value === 'position' || value === 'purpose',
  personId: isText,
  text: isText,
  at: (value): value is number => typeof value === 'number',
});
const isFields: Guard<Fields> = dictionaryOf(isText);
/** Each is of one user, so that it is of no use to another who sits down at the same browser. */
const tokens = new Tokens({ userInfo: true });

export function newCsrfSecret(): string {
  return tokens.secretSync();
}

export function isCsrfToken({ stored: { csrf, userId } }: OpenSession, token: string): boolean {
  return tokens.verify(csrf, token, userId);
}

/** What a request needs of those who keep sessions. */
export interface SessionParts {
  readonly items: SealedItems;
  /** A fresh access token of a session. Throws SignedOut. */
  tokenOf(session: OpenSession): Promise<string>;
}

/** The session of a request whose cookie named one that is live. */
export class LiveSession implements Session {
  readonly user: SignedIn;
  readonly #said: Said[];

  private constructor(
    readonly parts: SessionParts,
    readonly open: OpenSession,
    said: readonly Said[],
    language: Language,
  ) {
    this.user = userOf(open, language);
    this.#said = said.toSorted((a, b) => a.at - b.at);
  }

  static async of(parts: SessionParts, open: OpenSession, language: Language): Promise<LiveSession> {
    return new LiveSession(parts, open, await parts.items.list(['people', open.id], isSaid), language);
  }

  token(): Promise<string> {
    return this.parts.tokenOf(this.open);
  }

  csrf(): string {
    const { csrf, userId } = this.open.stored;
    return tokens.create(csrf, userId);
  }

  positions(personId: string): readonly string[] {
    return this.#of('position', personId).slice(-MOST_POSITIONS);
  }

  keepPosition(personId: string, position: string): Promise<void> {
    return this.#say({ kind: 'position', personId, text: position }, position, POSITION_MS);
  }

  purpose(personId: string): string | undefined {
    return this.#of('purpose', personId).at(-1);
  }

  keepPurpose(personId: string, purpose: string): Promise<void> {
    return this.#say({ kind: 'purpose', personId, text: purpose }, '', NOTE_MS * 12);
  }

  kept(place: string): Promise<Fields | undefined> {
    return keptWork(this.parts.items, this.open, place);
  }

  keep(place: string, fields: Fields): Promise<void> {
    return keepWork(this.parts.items, this.open, place, fields, KEPT_MS);
  }

  discard(place: string): Promise<void> {
    return this.parts.items.remove(keptGroup(this.open), place);
  }

  async note(value: object): Promise<string> {
    const id = randomUUID();
    await this.parts.items.put(['notes', this.open.id], id, value, this.parts.items.now() + NOTE_MS);
    return id;
  }

  noted(id: string): Promise<object | undefined> {
    return this.parts.items.get(['notes', this.open.id], id, isObject);
  }

  #of(kind: Said['kind'], personId: string): readonly string[] {
    return this.#said.flatMap((one) => (one.kind === kind && one.personId === personId ? one.text : []));
  }

  async #say(said: Omit<Said, 'at'>, name: string, lasts: number): Promise<void> {
    const at = this.parts.items.now();
    this.#said.push({ ...said, at });
    // Each under a name of its own: two requests of one session at once lose nothing.
    await this.parts.items.put(
      ['people', this.open.id],
      JSON.stringify([said.kind, said.personId, name]),
      { ...said, at },
      at + lasts,
    );
  }
}

/** The session of a request that no live one stands behind. */
export const NOBODY: Session = {
  user: undefined,
  token: () => Promise.reject(new SignedOut()),
  csrf: () => '',
  positions: () => [],
  keepPosition: () => Promise.resolve(),
  purpose: () => undefined,
  keepPurpose: () => Promise.resolve(),
  kept: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  discard: () => Promise.resolve(),
  note: () => Promise.reject(new SignedOut()),
  noted: () => Promise.resolve(undefined),
};

export function keptWork(items: SealedItems, session: OpenSession, place: string): Promise<Fields | undefined> {
  return items.get(keptGroup(session), place, isFields);
}

/** Keeps the words of a form for whoever wrote them, in the role in which they did. */
export function keepWork(
  items: SealedItems,
  session: OpenSession,
  place: string,
  fields: Fields,
  lasts: number,
): Promise<void> {
  return items.put(keptGroup(session), place, fields, items.now() + lasts);
}

function keptGroup({ stored: { userId, role } }: OpenSession): readonly ['kept', string, string] {
  return ['kept', userId, role];
}

export function userOf({ stored }: OpenSession, language: Language): SignedIn {
  const { userId, name, roles, role, organisationId, tenantId, personId } = stored;
  return present<SignedIn>({ userId, name, roles, role, organisationId, tenantId, personId, language });
}
