// The stories, unchanged, on six processes: which platforms they are told on, and on which servers.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { dropNamespaces } from './drop-namespaces.mjs';

/** The servers that the rounds below need. */
export const STORY_SERVERS = ['kafka', 'postgres', 'mongo', 'kurrentdb'];

const PLATFORM = 'deploy/hosts/platform/dist/main.js';
const EVERY = '(story-\\d+|canary|formal-review|looked-at-again|day-of-[a-z-]+|notice-feed)';
/** A platform of a dozen processes takes longer to start than one, and more on a machine with other work to do. */
const PATIENCE_MS = 300_000;

const rounds = [
  { name: 'six processes on PostgreSQL, Kafka and MongoDB', program: PLATFORM, specs: EVERY },
  { name: 'two copies of every service', program: `${PLATFORM} --copies 2`, specs: EVERY },
  { name: 'KurrentDB’s wire double as log', program: PLATFORM, specs: 'story-(01|03|05)', log: 'kurrentdb' },
];

/**
 * Tells the stories in rounds, each story on a platform of its own; what a round that ended well left on the servers is dropped.
 * @param {Record<string, { url: string }>} servers as `npm run engine -- status --json` has them
 * @param {string} folder of the engine, under which the servers keep their bytes
 * @param {string | undefined} which part of a spec's name, `story-03`; undefined takes all
 * @param {(args: string[], env: object) => { passed: number, failed: number, skipped: number }} jest
 * @param {number} [most] how many rounds, from the first; all where it is left out
 */
export async function runStories(servers, folder, which, jest, most = rounds.length) {
  const told = [];
  const left = rounds.slice(most).map(({ name }) => name);
  if (left.length > 0) console.log(`== stories not told here, but by npm run test:all: on ${left.join('; on ')}`);
  for (const { name, program, specs, log = 'postgres' } of rounds.slice(0, most)) {
    const began = performance.now();
    const namespaces = `story_${randomUUID().slice(0, 8)}`;
    const found = jest(
      [
        '--runInBand',
        '--testTimeout',
        String(PATIENCE_MS),
        ...(which === undefined ? [] : ['--passWithNoTests']),
        '--testPathPatterns',
        `deploy/proofs/stories/src/(?=${which ?? ''})${specs}\\.int\\.spec\\.ts$`,
      ],
      {
        ...process.env,
        CARETHREAD_STORY_PLATFORM: program,
        CARETHREAD_STORY_NAMESPACES: namespaces,
        CARETHREAD_LOG: servers[log].url,
        CARETHREAD_ATTACHMENTS: servers.postgres.url,
        CARETHREAD_VIEWS: servers.mongo.url,
        CARETHREAD_BUS: servers.kafka.url,
        // Where the canary looks for what must not be there, beside what it can ask the servers for.
        CARETHREAD_STORY_FOLDERS: ['kafka', 'mongo'].map((server) => join(folder, server, 'data')).join(':'),
      },
    );
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`== stories, ${name}: ${found.passed} passed, ${found.failed} failed in ${seconds} s`);
    told.push(found);
    // What failed stays, for whoever looks into it.
    if (found.failed > 0) continue;
    const { postgres, kafka, mongo } = servers;
    const urls = { postgres: postgres.url, kafka: kafka.url, mongo: mongo.url };
    const { schemas, topics, databases } = await dropNamespaces(urls, namespaces);
    console.log(`   dropped: ${schemas} schemas, ${topics} topics, ${databases} databases`);
  }
  return told;
}
