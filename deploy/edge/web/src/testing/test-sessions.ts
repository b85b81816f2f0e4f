import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MemorySession } from '../session/memory-session.js';
import type { Language, Session, SignedIn } from '../session/session.js';

const COOKIE = 'test-user';
const NOBODY = new MemorySession(undefined);

/** Sessions of specs: whoever sends the cookie with the name of a session is in it, without any sign-in. */
export class TestSessions {
  readonly #sessions = new Map<string, MemorySession>();

  /** @returns the cookie to send */
  signIn(user: SignedIn, accessToken: string): { readonly name: string; readonly value: string } {
    const value = `${user.userId}-${user.role}-${user.language}`;
    this.#sessions.set(value, new MemorySession(user, accessToken));
    return { name: COOKIE, value };
  }

  async mount(web: FastifyInstance): Promise<void> {
    await web.register(cookie);
  }

  sessionOf(request: FastifyRequest): Session {
    return this.#sessions.get(request.cookies[COOKIE] ?? '') ?? NOBODY;
  }

  languageOf(request: FastifyRequest): Language {
    return request.headers['accept-language']?.startsWith('cy') === true ? 'cy' : 'en';
  }
}
