import { asPostgres, postgresPrograms } from '@carethread/servers';
import { SERVICE_NAMES } from '@carethread/services';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resend } from '../checks.js';
import type { Sent } from '../load.js';
import type { Fault } from './fault.js';
import type { PlatformUnderLoad } from './platform-under-load.js';

/** Beside the data of the server, where its own user may write. */
const COPY = 'cluster/back-up';

/**
 * The drill of docs/how-to/back-up-and-restore.md on six processes: a back-up of PostgreSQL under load, then every server's disk is
 * lost; PostgreSQL is restored, views and topics are made anew. What was acknowledged before the back-up began is there; what came
 * later is gone, and ends stored once when it is sent again.
 */
export const allIsLostButABackUp: Fault = {
  name: 'all servers lose their disks, and a back-up taken under load is restored',
  server: 'postgres',
  happen: async (platform) => {
    const { engine } = platform.servers;
    await platform.more(30, 60_000);
    const before = new Set(platform.load.acknowledged());
    engine.wipe('postgres', [COPY]);
    await backUp(platform);
    const during = platform.acknowledged() - before.size;
    await platform.more(20, 60_000);
    await platform.load.stop();
    const { sent } = platform.load;
    let gone: readonly Sent[] = [];
    await platform.six.whileHeld(SERVICE_NAMES, async () => {
      for (const server of ['postgres', 'kafka', 'mongo']) await engine.kill(server);
      engine.putBack('postgres', COPY, 'cluster/data');
      for (const server of ['kafka', 'mongo']) engine.wipe(server, ['data']);
      for (const server of ['postgres', 'kafka', 'mongo']) await engine.up(server);
      platform.six.tool('topics');
      platform.six.tool('verify');
      gone = await platform.logs.lost(sent);
    });
    const missing = gone.filter((one) => before.has(one));
    platform.say(
      `${before.size} were acknowledged before the back-up began and ${missing.length} of them are missing; ${during} while it ran; ${gone.length} later ones are gone with the disk`,
    );
    if (missing.length > 0) throw new Error(`${missing[0]?.path ?? ''} was acknowledged before the back-up began`);
    for (const one of gone) one.answer = undefined;
    const wrong = await resend(platform.clients, gone);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    platform.load.start();
    await platform.more(20, 60_000);
  },
};

/** deploy/packaging/compose/back-up.sh as the operator runs it, by its text: the server's user may have no way into this folder. */
async function backUp(platform: PlatformUnderLoad): Promise<void> {
  const { postgres, engine } = platform.servers;
  const { hostname, port, username } = new URL(postgres.url);
  const script = readFileSync(new URL('../../../../packaging/compose/back-up.sh', import.meta.url), 'utf8');
  const [command, args] = asPostgres('sh', ['-c', script, 'back-up', join(engine.folder, 'postgres', COPY)]);
  const began = performance.now();
  await promisify(execFile)(command, [...args], {
    cwd: tmpdir(),
    env: {
      PATH: `${postgresPrograms() ?? ''}:${process.env['PATH'] ?? ''}`,
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: username,
    },
  });
  platform.say(`backed up in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
