import { startEmbedded } from '@carethread/embedded';
import { present, textMember } from '@carethread/ledger';
import { readSettings, type Platform } from '@carethread/service-kit';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCommandFile, type CommandFile } from './command-file.js';
import { movedBy, weeksBetween } from './dated.js';
import { DemoPopulation } from './demo-population.js';
import { demoWeeks, demoYear, upTo } from './demo-year.js';
import { inWords } from './demo-words.js';
import { playTogether, type Lives } from './lives.js';
import { Player } from './player.js';
import type { Request, Send } from './send.js';

const SEED = 2026;
const DAY_MS = 86_400_000;
/** So long ago the shorter lives begin, in days. */
const SHORT_DAYS = 42;
const YEAR_DAYS = 364;
const BEGIN = '2026-01-05';
/** How many people one member of staff serves. */
const SHARES = {
  provider: 500,
  service: 500,
  manager: 500,
  assessor: 500,
  keyworker: 10,
  staff: 10,
  coordinator: 20,
  person: 1,
};

/** How many people have a year behind them, how many weeks, and how many wait at each of four steps on the way. */
interface Sizes {
  readonly year: number;
  readonly weeks: number;
  readonly waiting: number;
}
const OF_THE_DEMO: Sizes = { year: 12, weeks: 16, waiting: 3 };

/**
 * Plays the demo's people into a data folder: a platform in test mode, whose clock stands a year back, is sent what they and those who
 * care for them did, and its clock ends at the present. It listens nowhere, and is gone before the demo itself starts.
 */
export async function populate(
  folder: string,
  progress: (done: number) => void,
  sizes: Sizes = OF_THE_DEMO,
): Promise<readonly Lives[]> {
  const platform = await startEmbedded(
    readSettings({
      CARETHREAD_MODE: 'test',
      CARETHREAD_PORT: '0',
      CARETHREAD_LOG_LEVEL: 'error',
      CARETHREAD_DATA: folder,
    }),
  );
  try {
    await platform.app.init();
    const send = injectedInto(platform);
    const today = new Date();
    const daysAgo = (days: number): string => new Date(today.getTime() - days * DAY_MS).toISOString().slice(0, 10);
    const population = new DemoPopulation(SEED);
    const livesOf = (file: CommandFile, from: number, count: number): Lives => {
      const player = new Player('', file, population, () => undefined, send, send);
      return { player, known: player.people(count, from) };
    };
    const yearAgo = weeksBetween(BEGIN, daysAgo(YEAR_DAYS));
    const weeksAgo = weeksBetween(BEGIN, daysAgo(SHORT_DAYS));
    const first = example('short-life.json');
    let from = 0;
    const lives = [
      { file: demoYear(example('a-persons-year.json')), days: yearAgo, count: sizes.year },
      { file: demoWeeks(first), days: weeksAgo, count: sizes.weeks },
      { file: upTo(first, '/findings'), days: weeksAgo + 35, count: sizes.waiting },
      { file: upTo(first, '/assessment/handovers'), days: weeksAgo + 35, count: sizes.waiting },
      { file: upTo(first, '{{plan}}/draft'), days: weeksAgo + 35, count: sizes.waiting },
      { file: upTo(first, '{{plan}}/proposals'), days: weeksAgo + 35, count: sizes.waiting },
    ].map(({ file, days, count }) => livesOf(movedFile(file, days), (from += count) - count, count));
    const setClock = async (at: string): Promise<void> => {
      const { status } = await send({ method: 'PUT', path: '/test/clock', headers: {}, body: { now: at } });
      if (status !== 200) throw new Error(`the clock of the demo did not go on to ${at}`);
    };
    await playTogether(lives, setClock, today.toISOString(), progress);
    await setClock(new Date().toISOString());
    return lives;
  } finally {
    await platform.stop();
  }
}

/** A command file of the documentation, by as many hands as the demo has. */
function example(name: string): CommandFile {
  const path = fileURLToPath(new URL(`../../../../docs/examples/${name}`, import.meta.url));
  const file = readCommandFile(readFileSync(path, 'utf8'));
  const people = Object.entries(file.people).map(([user, claims]) => [user, { ...claims, name: `{{${user}.name}}` }]);
  const steps = file.steps.map((step) => ({ ...step, body: inWords(step.body) }));
  return { ...file, steps, shares: SHARES, people: Object.fromEntries(people) };
}

function movedFile(file: CommandFile, days: number): CommandFile {
  return readCommandFile(movedBy(JSON.stringify(file), days));
}

/** Hands requests to the platform in this process: it need not listen. */
function injectedInto(platform: Platform): Send {
  const fastify = platform.app.getHttpAdapter().getInstance();
  return async ({ method, path, headers, body }) => {
    const answer = await fastify.inject({
      method: method === 'GET' ? 'GET' : method === 'PUT' ? 'PUT' : method === 'PATCH' ? 'PATCH' : 'POST',
      url: path,
      headers: present<Request['headers']>({
        ...headers,
        'content-type': body === undefined ? undefined : 'application/json',
      }),
      payload: body === undefined ? '' : JSON.stringify(body),
    });
    return { status: answer.statusCode, body: answer.json<unknown>(), etag: textMember(answer.headers, 'etag') };
  };
}
