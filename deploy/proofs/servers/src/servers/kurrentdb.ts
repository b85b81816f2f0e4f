import { wireDoubleAnswers, wireDoubleArguments } from '@carethread/log-kurrentdb/testing';
import { join } from 'node:path';
import { freePort } from '../free-ports.js';
import { begin } from '../processes.js';
import type { Server } from '../server.js';

/** No KurrentDB server can be had from packages: what runs here is Carethread's own double of its wire protocol, and says so. */
export const kurrentdb: Server = {
  name: 'kurrentdb',
  install: () => Promise.resolve(),
  start: async (site, wanted) => {
    const port = wanted ?? (await freePort());
    const pid = begin(site, 'kurrentdb', process.execPath, [
      ...wireDoubleArguments({ file: join(site.folder, 'double.ndjson'), port }),
    ]);
    return { url: `kurrentdb://127.0.0.1:${port}?tls=false`, version: 'wire double', pid };
  },
  answers: ({ url }) => wireDoubleAnswers(url),
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGTERM');
    return Promise.resolve();
  },
};
