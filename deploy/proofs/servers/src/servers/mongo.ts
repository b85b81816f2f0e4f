import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-ports.js';
import { aptInstall, begin, lives, run, until } from '../processes.js';
import type { Running, Server, Site } from '../server.js';
import { madeOnce } from './go-program.js';
import { buildInfo } from './mongo-answers.js';

const SOURCES = join(import.meta.dirname, '../../mongo-java');
const VERSION = '1.47.0';

/** A server of MongoDB's wire protocol in Java (mongo-java-server on H2). A kill may cost it the writes of the last second. */
export const mongo: Server = {
  name: 'mongo',
  install: (site) => {
    madeOnce(site, SOURCES, () => {
      aptInstall(site, ['openjdk-17-jdk-headless'], !onPath(site, 'javac'));
      aptInstall(site, ['maven'], !onPath(site, 'mvn'));
      site.say(`fetching mongo-java-server ${VERSION} from Maven`);
      const libraries = join(site.folder, 'libs');
      rmSync(libraries, { recursive: true, force: true });
      run(site, 'mvn', [
        '-q',
        '-B',
        '-f',
        join(SOURCES, 'pom.xml'),
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${libraries}`,
      ]);
      run(site, 'javac', [
        '-cp',
        join(libraries, '*'),
        '-d',
        join(site.folder, 'classes'),
        join(SOURCES, 'MongoLauncher.java'),
      ]);
    });
    return Promise.resolve();
  },
  start: async (site, wanted) => {
    const data = join(site.folder, 'data');
    mkdirSync(data, { recursive: true });
    const port = wanted ?? (await freePort());
    const classPath = `${join(site.folder, 'classes')}:${join(site.folder, 'libs')}/*`;
    const url = `mongodb://127.0.0.1:${port}`;
    // A killed process's port may linger for a moment.
    let pid = 0;
    const up = await until(async () => {
      if (pid === 0 || !lives(pid))
        pid = begin(site, 'mongo', 'java', [
          '-Xmx512m',
          '-cp',
          classPath,
          'MongoLauncher',
          String(port),
          join(data, 'mongo.mv'),
        ]);
      return answers({ url, pid, version: VERSION });
    }, 30_000);
    if (!up) throw new Error(`mongo-java-server did not start: see ${join(site.folder, 'mongo.log')}`);
    return { url, pid, version: `mongo-java-server ${VERSION}` };
  },
  answers,
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGTERM');
    return Promise.resolve();
  },
};

async function answers({ url }: Running): Promise<boolean> {
  const info = await buildInfo(url);
  return info['version'] === '7.0.0' && info['ferretdbVersion'] === undefined;
}

function onPath(site: Site, program: string): boolean {
  try {
    run(site, 'sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}
