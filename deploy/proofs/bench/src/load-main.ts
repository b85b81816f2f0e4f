import { parsed, present } from '@carethread/ledger';
import autocannon from 'autocannon';
import { randomUUID } from 'node:crypto';
import { isLoadJob, type LoadResult } from './load.js';

/** The load of one round, in a process of its own: reads a job from standard input, writes what came of it. */
let text = '';
for await (const chunk of process.stdin) text += String(chunk);
const job = parsed(text, isLoadJob, 'a job of the load');

let next = 0;
const result = await autocannon(
  present({
    url: job.url,
    connections: job.connections,
    duration: job.requests === undefined ? (job.seconds ?? 1) : undefined,
    amount: job.requests,
    timeout: 60,
    requests: [
      present({
        method: job.method,
        body: job.body === undefined ? undefined : JSON.stringify(job.body),
        setupRequest: (request) => {
          const target = job.targets[next++ % job.targets.length];
          return {
            ...request,
            path: target?.path ?? '/',
            headers: present<Record<string, string>>({
              authorization: target?.token === undefined ? undefined : `Bearer ${target.token}`,
              'x-purpose': target?.token === undefined ? undefined : 'measurement',
              'content-type': job.body === undefined ? undefined : 'application/json',
              'idempotency-key': job.body === undefined ? undefined : randomUUID(),
            }),
          };
        },
      }),
    ],
  }),
);
const { latency } = result;
const answer: LoadResult = {
  answered: result['2xx'],
  refused: result.non2xx + result.errors + result.timeouts,
  seconds: result.duration,
  p50: latency.p50,
  p99: latency.p99,
};
process.stdout.write(JSON.stringify(answer));
