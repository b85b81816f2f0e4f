import { dictionaryOf, isNumber, isText, optional, shapeOf } from '@carethread/ledger';

/** The folder of a server, and where its progress is printed. */
export interface Site {
  /** A folder of this server's own: packages, data, output. */
  readonly folder: string;
  /** Progress, one line, on stderr. */
  readonly say: (message: string) => void;
}

/** A server as it runs; kept in `state.json` of its folder. */
export interface Running {
  /** What a setting takes: `postgres://…`, `kafka://…`, `mongodb://…`, `http://…`. */
  readonly url: string;
  readonly version: string;
  readonly pid: number;
  /** Further addresses of the same server, by name (a listener with SASL, an admin port). */
  readonly also?: Readonly<Record<string, string>>;
}

export const isRunning = shapeOf<Running>({
  url: isText,
  version: isText,
  pid: isNumber,
  also: optional(dictionaryOf(isText)),
});

/**
 * A real server for development and CI: fetched from packages, started on loopback at a free port, stopped only by the one
 * who started it. Data stay over a stop; `wipe` is for tests of what happens when they do not.
 */
export interface Server {
  readonly name: string;
  /** Fetches and builds what is missing; quick when nothing is. Throws with a remedy when it cannot. */
  install(site: Site): Promise<void>;
  /** Begins the process, detached, its output to files in the folder. A given port is kept over restarts. */
  start(site: Site, port: number | undefined): Promise<Running>;
  /** Whether the right server answers at its address. */
  answers(running: Running): Promise<boolean>;
  /** Ends it in order; the caller kills what has not ended after 15 s. */
  stop(site: Site, running: Running): Promise<void>;
}
