import { isObject } from '@carethread/ledger';
import { ChildServer } from '../child-server.js';
import { load, type Round, type Target } from '../load.js';
import { idle, PEOPLE, setClock, tokensFor } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { NOTE } from '../sealed-event.js';
import { interleaved, median } from '../timing.js';

const FINDING = { category: 'need', domain: 'health', statement: NOTE };

function rowOf(
  name: string,
  rounds: { readonly first: readonly Round[]; readonly second: readonly Round[] },
  floorName: string,
  note: string,
): Row {
  const of = (member: keyof Round, which: 'first' | 'second'): number =>
    median(rounds[which].map((one) => one[member]));
  return {
    name,
    value: of('rate', 'first'),
    unit: '/s',
    floor: of('rate', 'second'),
    floorName,
    ratio: of('rate', 'first') / of('rate', 'second'),
    cpu: of('cpu', 'first'),
    floorCpu: of('cpu', 'second'),
    p50: of('p50', 'first'),
    p99: of('p99', 'first'),
    note,
  };
}

/** Findings on 64 assessments, a connection each, views and policies running. */
export async function httpCommand(bench: Bench): Promise<readonly Row[]> {
  const { folder, prepared } = await bench.folders.copy('http-command');
  const platform = await ChildServer.platform(folder);
  const bare = await ChildServer.bare();
  try {
    await setClock(platform);
    const tokens = await tokensFor(platform, prepared);
    const targets: Target[] = prepared.assessments.map((id, index) => ({
      path: `/assessment/assessments/${id}/findings`,
      token: tokens[index] ?? '',
    }));
    const job = { connections: PEOPLE, method: 'POST', body: FINDING } as const;
    const lags: number[] = [];
    const command = async (seconds: number): Promise<Round> => {
      const round = await load(platform, { ...job, seconds, targets });
      lags.push(await idle(platform));
      return round;
    };
    const echo = (seconds: number): Promise<Round> => load(bare, { ...job, seconds, targets: [{ path: '/echo' }] });
    bench.say('warming up');
    await command(bench.pick(1, 3));
    await echo(bench.pick(1, 2));
    lags.length = 0;
    const seconds = bench.pick(1, 4);
    const rounds = await interleaved(
      bench.pick(2, 5),
      (round) => {
        bench.say(`round ${round + 1}`);
        return command(seconds);
      },
      () => echo(seconds),
    );
    const lag = Math.max(...lags);
    const note = `64 connections, 64 tokens, a finding each; everything idle ${lag.toFixed(2)} s after the last answer (must: 2 s), worst of ${lags.length} rounds`;
    const row = rowOf('http.command', rounds, 'bare Nest + Fastify echo', note);
    if (lag <= 2) return [row];
    return [{ ...row, ratio: row.ratio, note: `TOO LATE: ${note}` }];
  } finally {
    await platform.stop();
    await bare.stop();
  }
}

/** The plan in force of 64 people, every read in the access log before it is answered. */
export async function httpQuery(bench: Bench): Promise<readonly Row[]> {
  const { folder, prepared } = await bench.folders.copy('http-query');
  const platform = await ChildServer.platform(folder);
  await setClock(platform);
  const tokens = await tokensFor(platform, prepared);
  const targets: Target[] = prepared.plans.map((id, index) => ({
    path: `/care-plan/plans/${id}`,
    token: tokens[index] ?? '',
  }));
  const plan = await fetch(platform.url + (targets[0]?.path ?? ''), {
    headers: { authorization: `Bearer ${tokens[0] ?? ''}`, 'x-purpose': 'measurement' },
  });
  const answer: unknown = await plan.json();
  if (!plan.ok || !isObject(answer)) throw new Error(`the plan was answered ${plan.status}`);
  const bare = await ChildServer.bare(answer);
  try {
    const job = { connections: PEOPLE, method: 'GET' } as const;
    const seconds = bench.pick(1, 4);
    bench.say('warming up');
    await load(platform, { ...job, seconds: bench.pick(1, 3), targets });
    await load(bare, { ...job, seconds: bench.pick(1, 2), targets: [{ path: '/answer' }] });
    const rounds = await interleaved(
      bench.pick(2, 5),
      (round) => {
        bench.say(`round ${round + 1}`);
        return load(platform, { ...job, seconds, targets });
      },
      () => load(bare, { ...job, seconds, targets: [{ path: '/answer' }] }),
    );
    const bytes = JSON.stringify(answer).length;
    return [
      rowOf(
        'http.query',
        rounds,
        'bare Nest + Fastify, the same answer',
        `64 connections, plans of ${(bytes / 1000).toFixed(1)} kB, an access entry synced before each answer`,
      ),
    ];
  } finally {
    await platform.stop();
    await bare.stop();
  }
}
