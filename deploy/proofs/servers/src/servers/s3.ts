import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-ports.js';
import { begin, lives, until } from '../processes.js';
import type { Running, Server } from '../server.js';
import { goBuild } from './go-program.js';

const SOURCES = join(import.meta.dirname, '../../s3');
const VERSION = '1.8.0';
const ACCOUNT = { S3_ACCESS: 'carethread', S3_SECRET: 'for-tests-only' };

/** Object storage with S3's protocol (the Versity gateway on a folder). Its URL names a bucket that is made on demand. */
export const s3: Server = {
  name: 's3',
  install: (site) => {
    goBuild(site, SOURCES);
    return Promise.resolve();
  },
  start: async (site, wanted) => {
    const data = join(site.folder, 'data');
    mkdirSync(data, { recursive: true });
    const port = wanted ?? (await freePort());
    const url = `s3://${ACCOUNT.S3_ACCESS}:${ACCOUNT.S3_SECRET}@127.0.0.1:${port}/carethread?tls=false`;
    const version = `Versity S3 gateway ${VERSION}`;
    let pid = 0;
    const up = await until(async () => {
      if (pid === 0 || !lives(pid))
        pid = begin(site, 's3', join(site.folder, 'bin'), ['-address', `127.0.0.1:${port}`, '-folder', data], {
          ...process.env,
          ...ACCOUNT,
        });
      return answers({ url, pid, version });
    }, 30_000);
    if (!up) throw new Error(`the S3 gateway did not start: see ${join(site.folder, 's3.log')}`);
    return { url, pid, version };
  },
  answers,
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGTERM');
    return Promise.resolve();
  },
};

async function answers({ url }: Running): Promise<boolean> {
  const answer = await fetch(`http://${new URL(url).host}/health`, { signal: AbortSignal.timeout(2_000) });
  await answer.arrayBuffer();
  return answer.ok && answer.headers.get('server') === 'VERSITYGW';
}
