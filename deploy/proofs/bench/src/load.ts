import { isNumber, isObject, isText, listOf, oneOf, optional, parsed, shapeOf } from '@carethread/ledger';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildServer } from './child-server.js';

export interface Target {
  readonly path: string;
  readonly token?: string;
}

export interface LoadJob {
  readonly url: string;
  readonly connections: number;
  /** How long; or, for a figure that no busy machine may shorten, how many requests. */
  readonly seconds?: number;
  readonly requests?: number;
  readonly method: 'GET' | 'POST';
  readonly body?: object;
  /** Taken in turn. A POST gets an idempotency key of its own each time. */
  readonly targets: readonly Target[];
}

export const isLoadJob = shapeOf<LoadJob>({
  url: isText,
  connections: isNumber,
  seconds: optional(isNumber),
  requests: optional(isNumber),
  method: oneOf('GET', 'POST'),
  body: optional(isObject),
  targets: listOf(shapeOf<Target>({ path: isText, token: optional(isText) })),
});

export interface LoadResult {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const isLoadResult = shapeOf<LoadResult>({
  answered: isNumber,
  refused: isNumber,
  seconds: isNumber,
  p50: isNumber,
  p99: isNumber,
});

/** What is loaded: a server whose CPU time can be read. */
export type Loaded = Pick<ChildServer, 'url' | 'cpu'>;

export interface Round {
  readonly answered: number;
  /** Answers a second. */
  readonly rate: number;
  /** CPU seconds of the server for an answer. */
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

/** Loads a server from a third process. Throws when anything but 2xx was answered: a figure of refusals is no figure. */
export async function load(server: Loaded, job: Omit<LoadJob, 'url'>): Promise<Round> {
  const before = server.cpu();
  const result = await inChild({ ...job, url: server.url });
  const cpu = server.cpu() - before;
  if (result.refused > 0 || result.answered === 0)
    throw new Error(`${result.refused} of ${result.refused + result.answered} requests were not answered with 2xx`);
  return {
    answered: result.answered,
    rate: result.answered / result.seconds,
    cpu: cpu / result.answered,
    p50: result.p50,
    p99: result.p99,
  };
}

function inChild(job: LoadJob): Promise<LoadResult> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('load-main.js', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(job));
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(parsed(output, isLoadResult, 'the result of a load'))
        : reject(new Error(`the load process ended with ${String(code)}`)),
    );
  });
}
