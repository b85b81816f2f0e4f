import { startEmbedded } from '@carethread/embedded';
import { Caller, callers } from '@carethread/embedded/testing';
import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli.js';

const start = (data: string): Promise<Platform> =>
  startEmbedded(readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }));

describe('an attachment that was sent over HTTP', () => {
  it('is exported, verified, missed where it is gone, moved, and read where it was moved to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-carried-'));
    const [from, to, out] = ['from', 'to', 'export'].map((name) => join(folder, name)) as [string, string, string];
    const content = Buffer.from('a synthetic letter');
    let running: Platform | undefined;
    try {
      running = await start(from);
      const who = await callers(await running.listen());
      const { id } = await who.person();
      const { body } = await who.assessor.send('POST', `/assessment/attachments?personId=${id}`, content, {
        'content-type': 'text/plain',
      });
      const hash = String(body.hash);
      // Beside the running platform.
      expect(await runCli(['export', '--data', from, '--to', out], {})).toBe(0);
      await running.stop();
      running = undefined;

      const exported = join(out, 'attachments', hash);
      expect(await runCli(['verify', '--export', out], {})).toBe(0);
      const sealed = readFileSync(exported);
      expect(sealed.includes(content)).toBe(false);
      rmSync(exported);
      expect(await runCli(['verify', '--export', out], {})).toBe(1);
      writeFileSync(exported, Buffer.concat([sealed, Buffer.from('x')]));
      expect(await runCli(['verify', '--export', out], {})).toBe(1);
      writeFileSync(exported, sealed);
      expect(await runCli(['verify', '--export', out], {})).toBe(0);

      expect(await runCli(['move', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`], {})).toBe(0);
      running = await start(to);
      const url = await running.listen();
      const token = await running.issuer?.issue({ userId: randomUUID(), roles: ['AS'], tenantId: who.tenantId });
      const read = await new Caller(url, token?.accessToken ?? '').send('GET', `/assessment/attachments/${hash}`);
      expect([read.status, read.bytes.toString()]).toEqual([200, content.toString()]);
    } finally {
      await running?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
