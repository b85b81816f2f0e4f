import { randomUUID } from 'node:crypto';
import { SignedOut, type Fields, type Session, type SignedIn } from './session.js';

/** A session in memory, for specs of pages: nothing of it is sealed, and nothing expires. */
export class MemorySession implements Session {
  readonly #positions = new Map<string, readonly string[]>();
  readonly #purposes = new Map<string, string>();
  readonly #kept = new Map<string, Fields>();
  readonly #notes = new Map<string, object>();

  constructor(
    readonly user: SignedIn | undefined,
    readonly accessToken = 'an-access-token',
  ) {}

  token(): Promise<string> {
    return this.user === undefined ? Promise.reject(new SignedOut()) : Promise.resolve(this.accessToken);
  }

  csrf(): string {
    return 'csrf-of-a-spec';
  }

  positions(personId: string): readonly string[] {
    return this.#positions.get(personId) ?? [];
  }

  keepPosition(personId: string, position: string): Promise<void> {
    const others = this.positions(personId).filter((one) => one !== position);
    this.#positions.set(personId, [...others, position]);
    return Promise.resolve();
  }

  purpose(personId: string): string | undefined {
    return this.#purposes.get(personId);
  }

  keepPurpose(personId: string, purpose: string): Promise<void> {
    this.#purposes.set(personId, purpose);
    return Promise.resolve();
  }

  kept(place: string): Promise<Fields | undefined> {
    return Promise.resolve(this.#kept.get(place));
  }

  keep(place: string, fields: Fields): Promise<void> {
    this.#kept.set(place, fields);
    return Promise.resolve();
  }

  discard(place: string): Promise<void> {
    this.#kept.delete(place);
    return Promise.resolve();
  }

  note(value: object): Promise<string> {
    const id = randomUUID();
    this.#notes.set(id, value);
    return Promise.resolve(id);
  }

  noted(id: string): Promise<object | undefined> {
    return Promise.resolve(this.#notes.get(id));
  }
}
