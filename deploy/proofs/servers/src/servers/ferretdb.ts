import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-ports.js';
import { begin, lives, until } from '../processes.js';
import type { Running, Server } from '../server.js';
import { goBuild } from './go-program.js';
import { buildInfo } from './mongo-answers.js';

const SOURCES = join(import.meta.dirname, '../../ferretdb');
const VERSION = '1.24.2';

/** A server of MongoDB's wire protocol in Go (FerretDB v1 on SQLite), behind a gate that lets one command through at a time. */
export const ferretdb: Server = {
  name: 'ferretdb',
  install: (site) => {
    goBuild(site, SOURCES);
    return Promise.resolve();
  },
  start: async (site, wanted) => {
    const data = join(site.folder, 'data');
    mkdirSync(data, { recursive: true });
    const port = wanted ?? (await freePort());
    const url = `mongodb://127.0.0.1:${port}`;
    let pid = 0;
    const up = await until(async () => {
      if (pid === 0 || !lives(pid))
        pid = begin(site, 'ferretdb', join(site.folder, 'bin'), ['-address', `127.0.0.1:${port}`, '-folder', data]);
      return answers({ url, pid, version: VERSION });
    }, 30_000);
    if (!up) throw new Error(`FerretDB did not start: see ${join(site.folder, 'ferretdb.log')}`);
    return { url, pid, version: `FerretDB ${VERSION}, gated` };
  },
  answers,
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGTERM');
    return Promise.resolve();
  },
};

async function answers({ url }: Running): Promise<boolean> {
  const info = await buildInfo(url);
  return info['ferretdbVersion'] !== undefined;
}
