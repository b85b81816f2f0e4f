import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distinctName } from './testing/callers.js';

/** Listens, takes everything, and never answers. */
async function mute(taken: () => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', taken);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function until(holds: () => boolean): Promise<boolean> {
  const deadline = Date.now() + 40_000;
  while (!holds() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  return holds();
}

describe.each(['slow: it takes what is sent and never answers', 'down: nobody listens there'])(
  'a collector that is %s',
  (kind) => {
    let folder: string;
    let server: Server;
    let running: ChildProcess;
    let url: string;
    let taken = 0;
    let said = '';

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'carethread-away-'));
      server = await mute(() => (taken += 1));
      const { port } = server.address() as AddressInfo;
      if (kind.startsWith('down')) await new Promise((resolve) => server.close(resolve));
      running = spawn(process.execPath, ['deploy/hosts/embedded/dist/main.js'], {
        env: {
          PATH: process.env['PATH'],
          CARETHREAD_MODE: 'test',
          CARETHREAD_PORT: '0',
          CARETHREAD_DATA: folder,
          CARETHREAD_OTLP: `http://127.0.0.1:${port}`,
          CARETHREAD_TRACE_RATIO: '1',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      url = await new Promise<string>((resolve) => {
        running.stdout?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const found = /ready at (\S+)/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
      });
    });
    afterAll(() => {
      running.kill('SIGKILL');
      server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function commands(count: number): Promise<readonly number[]> {
      const claims = { userId: randomUUID(), tenantId: randomUUID(), roles: ['AS'], organisationId: randomUUID() };
      const issued = await fetch(`${url}/test/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...claims, qualifications: ['assessor'] }),
      });
      const { accessToken } = (await issued.json()) as { accessToken: string };
      return Promise.all(
        Array.from({ length: count }, async () => {
          const answer = await fetch(`${url}/assessment/persons`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${accessToken}`,
              'idempotency-key': randomUUID(),
              'content-type': 'application/json',
            },
            body: JSON.stringify({
              name: distinctName(),
              dateOfBirth: '1941-05-04',
              firstLanguage: 'en',
              groups: [],
            }),
          });
          return answer.status;
        }),
      );
    }

    it('breaks no command, leaves the process ready, is told of once, and does not keep it from stopping', async () => {
      expect(new Set(await commands(100))).toEqual(new Set([201]));
      if (kind.startsWith('slow')) expect(await until(() => taken > 0)).toBe(true);
      // Whatever was sent is pending now, or given up: commands are answered all the same.
      expect(new Set(await commands(100))).toEqual(new Set([201]));
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await until(() => said.includes('the collector takes nothing'))).toBe(true);
      expect(new Set(await commands(20))).toEqual(new Set([201]));
      const code = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      expect(await code).toBe(0);
      expect(said.match(/the collector takes nothing/g)).toHaveLength(1);
    });
  },
);
