import { LogUnavailable } from '@carethread/event-sourcing';
import { Worker } from 'node:worker_threads';

/** position, stream's number, revision, id (UUID), logHash (hex), canonical text */
export type CommitRow = readonly [number, number, number, string, string, string];

/**
 * Rows on their way to the other thread, as one string and one array of numbers: copying a value costs about the same whether it
 * is long or short, so six of them a row cost more than the insert.
 */
export interface PackedRows {
  /** position, stream's number, revision and length of the text of each row. */
  readonly numbers: Float64Array;
  /** id (36 characters), logHash (64) and canonical text of each row, end to end. */
  readonly text: string;
}

export function packed(rows: readonly CommitRow[]): PackedRows {
  const numbers = new Float64Array(4 * rows.length);
  const texts: string[] = [];
  rows.forEach(([position, stream, revision, id, logHash, text], index) => {
    numbers.set([position, stream, revision, text.length], 4 * index);
    texts.push(id, logHash, text);
  });
  return { numbers, text: texts.join('') };
}

export type CommitOrder = { readonly turn: number; readonly log: number } & (
  | { readonly kind: 'open'; readonly file: string; readonly maxPages: number | undefined }
  | {
      readonly kind: 'commit';
      /** Grows after a failure: what was numbered before it is refused. */
      readonly epoch: number;
      readonly streams: readonly (readonly [number, string])[];
      readonly rows: PackedRows;
    }
  | { readonly kind: 'probe' }
  | { readonly kind: 'close' }
);

export interface CommitAnswer {
  readonly turn: number;
  readonly done?: unknown;
  readonly failed?: {
    readonly message: string;
    readonly errcode?: number | undefined;
    readonly code?: string | undefined;
  };
}

/** Journal mode and synchronous level of the connection that commits. */
export interface Pragmas {
  readonly journalMode: string;
  readonly synchronous: number;
}

/** The writing end of one log. */
export interface Commits {
  readonly pragmas: Promise<Pragmas>;
  /** Resolves once the rows are synced; rejects with SQLite's error (`errcode`), and nothing of them is stored. */
  commit(epoch: number, streams: readonly (readonly [number, string])[], rows: readonly CommitRow[]): Promise<void>;
  /** Commits what is no row; rejects like `commit`. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

interface Turn {
  /** A method, which may be one for the very answer that its order has: TypeScript compares methods in both directions. */
  resolve(done: unknown): void;
  readonly reject: (error: Error) => void;
}

/**
 * One thread for all logs of a process, which holds the connections that write. While it waits for the disk, the thread that
 * decides goes on sealing and stamping what comes next. The order of commits of a log is the order in which they were given.
 */
class CommitThread {
  readonly #worker: Worker;
  readonly #turns = new Map<number, Turn>();
  #last = 0;
  #open = 0;
  #dead: Error | undefined;

  constructor(readonly ended: () => void) {
    // In a source tree (tests) this file is TypeScript that Node runs as it stands.
    const file = import.meta.url.endsWith('.ts') ? './commit-worker.ts' : './commit-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), {
      name: 'carethread-commit',
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.unref();
    this.#worker.on('message', ({ turn, done, failed }: CommitAnswer) => {
      const waiting = this.#turns.get(turn);
      this.#turns.delete(turn);
      if (this.#turns.size === 0) this.#worker.unref();
      if (failed === undefined) waiting?.resolve(done);
      else waiting?.reject(Object.assign(new Error(failed.message), failed));
    });
    const end = (error: Error): void => {
      this.#dead = error;
      for (const { reject } of this.#turns.values()) reject(error);
      this.#turns.clear();
      this.ended();
    };
    this.#worker.on('error', (cause: Error) => end(new LogUnavailable('the writing thread has ended', { cause })));
    this.#worker.on('exit', () => end(new LogUnavailable('the writing thread has ended')));
  }

  #order<Done>(order: DistributiveOmit<CommitOrder, 'turn'>): Promise<Done> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    const turn = ++this.#last;
    // A pending write keeps the process alive; an idle thread does not.
    if (this.#turns.size === 0) this.#worker.ref();
    return new Promise<Done>((resolve, reject) => {
      this.#turns.set(turn, { resolve, reject });
      this.#worker.postMessage({ ...order, turn });
    });
  }

  commits(log: number, file: string, maxPages: number | undefined): Commits {
    this.#open += 1;
    const pragmas = this.#order<Pragmas>({ kind: 'open', log, file, maxPages });
    pragmas.catch(() => undefined); // the first commit rejects with it again
    return {
      pragmas,
      commit: (epoch, streams, rows) => this.#order({ kind: 'commit', log, epoch, streams, rows: packed(rows) }),
      probe: () => this.#order({ kind: 'probe', log }),
      close: async () => {
        await this.#order({ kind: 'close', log }).catch(() => undefined);
        this.#open -= 1;
        if (this.#open > 0) return;
        this.ended();
        await this.#worker.terminate();
      },
    };
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

let thread: CommitThread | undefined;
let lastLog = 0;

/** Opens the writing end of a log. The file and its schema are there already. */
export function openCommits(file: string, maxPages: number | undefined): Commits {
  if (thread === undefined) {
    const begun: CommitThread = new CommitThread(() => {
      if (thread === begun) thread = undefined;
    });
    thread = begun;
  }
  lastLog += 1;
  return thread.commits(lastLog, file, maxPages);
}
