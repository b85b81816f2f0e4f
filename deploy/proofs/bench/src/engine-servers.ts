import { dictionaryOf, isText, parsed, shapeOf } from '@carethread/ledger';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export interface EngineServers {
  readonly postgres: string;
  readonly kafka: string;
  readonly mongo: string;
  /** Names and versions, as a note of a row shows them. */
  readonly versions: Readonly<Record<'postgres' | 'kafka' | 'mongo', string>>;
}

interface EngineServer {
  readonly url: string;
  readonly version: string;
}

const areServers = dictionaryOf(shapeOf<EngineServer>({ url: isText, version: isText }));

let found: EngineServers | undefined;

/** Servers of `npm run engine` by name, started if they are not up. */
function up(...names: readonly string[]): (name: string) => EngineServer {
  const script = fileURLToPath(new URL('../../servers/dist/main.js', import.meta.url));
  const done = spawnSync(process.execPath, [script, 'up', ...names, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status !== 0) throw new Error('the servers cannot be had: see above');
  const servers = parsed(done.stdout.toString(), areServers, 'the servers of the engine');
  return (name) => {
    const server = servers[name];
    if (server === undefined) throw new Error(`the engine has no ${name}`);
    return server;
  };
}

/** One server of `npm run engine`, started if it is not up. */
export function engineServer(name: 'otelcol' | 'mongo' | 'ferretdb'): EngineServer {
  return up(name)(name);
}

/** The real servers of `npm run engine`, started if they are not up. */
export function engineServers(): EngineServers {
  if (found !== undefined) return found;
  const server = up('postgres', 'kafka', 'mongo');
  const [postgres, kafka, mongo] = [server('postgres'), server('kafka'), server('mongo')];
  found = {
    postgres: postgres.url,
    kafka: kafka.url,
    mongo: mongo.url,
    versions: {
      postgres: `PostgreSQL ${postgres.version.replace(/ .*/, '')}`,
      kafka: `Kafka ${kafka.version}`,
      mongo: mongo.version,
    },
  };
  return found;
}

/** A prefix of schemas, topics and databases that nobody else uses. */
export function freshNamespace(): string {
  return `bench${randomUUID().slice(0, 8)}`;
}

/** Gives the work an empty database of its own on the server; the database is gone afterwards. */
export async function inOwnDatabase<Answer>(url: string, work: (url: string) => Promise<Answer>): Promise<Answer> {
  const name = freshNamespace();
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    await server.query(`CREATE DATABASE ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    return await work(own.href);
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
}
