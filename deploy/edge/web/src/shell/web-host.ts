import type { AssetName } from '../assets/assets.js';
import type { FastifyRequest } from 'fastify';
import type { Transport } from '../api/transport.js';
import type { Language, Session } from '../session/session.js';

/** What the pages are given by the process that they run in. */
export interface WebHost {
  readonly transport: Transport;
  /** First segments of paths that are the API's. */
  readonly apiSegments: readonly string[];
  readonly mode: 'demo' | 'test' | 'production';
  /** What time it is on the platform: in test mode by the clock of that mode. */
  now(): Promise<string>;
  sessionOf(request: FastifyRequest): Session;
  /** For whom is not signed in. */
  languageOf(request: FastifyRequest): Language;
  /** After how many seconds of silence a session of that role ends, where that is known. */
  idleAfter?(role: string): number | undefined;
  /** Where a built file is served, by its name in the sources. */
  asset(name: AssetName): string;
  /** Says to the operator what broke: a path pattern and an id, nothing of a record. */
  broke(what: { readonly page: string; readonly correlationId: string; readonly error: unknown }): void;
}
