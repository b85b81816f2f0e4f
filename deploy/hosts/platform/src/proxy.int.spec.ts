import { readSettings } from '@carethread/service-kit';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFront, type Front } from './front.js';
import { signIn } from './testing/sign-in.js';

/** A copy of a service as a process of its own: it answers with who it is and what it was sent, after a moment's thought. */
const COPY = `
  const server = require('node:http').createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () =>
      setTimeout(() => {
        reply.writeHead(200, { 'content-type': 'application/json' });
        reply.end(JSON.stringify({ pid: process.pid, body, type: request.headers['content-type'] ?? null }));
      }, request.url.startsWith('/health') ? 0 : 5),
    );
  });
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
  process.on('disconnect', () => process.exit());
`;

interface Copy {
  readonly child: ChildProcess;
  readonly url: string;
}

async function copy(): Promise<Copy> {
  const child = spawn(process.execPath, ['-e', COPY], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const url = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { child, url };
}

/** A copy that takes a request and breaks the connection off. */
async function breaking(): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly taken: IncomingMessage[];
}> {
  const taken: IncomingMessage[] = [];
  const server = createServer((request, reply) => {
    if (request.url?.startsWith('/health') === true) return void reply.end('{}');
    taken.push(request);
    request.resume().on('end', () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken };
}

describe('a request that meets a copy which is gone', () => {
  let front: Front | undefined;
  let authorization: string;
  const copies: Copy[] = [];
  const servers: Server[] = [];
  afterEach(async () => {
    await front?.stop();
    for (const { child } of copies.splice(0)) child.kill('SIGKILL');
    for (const server of servers.splice(0)) server.close();
  });

  async function frontBefore(...urls: readonly string[]): Promise<string> {
    front = await startFront(
      readSettings({
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_LOG_LEVEL: 'silent',
        CARETHREAD_UPSTREAMS: `risk=${urls.join('|')}`,
      }),
    );
    const url = await front.listen();
    authorization = await signIn(url);
    return url;
  }

  const command = (url: string, more: Readonly<Record<string, string>>, body = '{"said":"synthetic"}') =>
    fetch(`${url}/risk/assessments?of=one`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...more },
      body,
    });

  it('is answered by the other: no client notices when one process of two is killed under load', async () => {
    copies.push(await copy(), await copy());
    const url = await frontBefore(...copies.map((one) => one.url));
    const answers: { status: number; pid: number; body: string }[] = [];
    let killedAt = Number.POSITIVE_INFINITY;
    const client = async (name: string): Promise<void> => {
      for (let turn = 0; answers.length < killedAt + 400; turn++) {
        const body = JSON.stringify({ name, turn });
        const answer =
          turn % 2 === 0
            ? await command(url, { 'idempotency-key': randomUUID() }, body)
            : await fetch(`${url}/risk/assessments/${randomUUID()}`, { headers: { authorization } });
        const said = (await answer.json()) as { pid: number; body: string };
        answers.push({ status: answer.status, pid: said.pid, body: turn % 2 === 0 ? said.body : body });
        if (turn % 2 === 0) expect(said.body).toBe(body);
        if (answers.length === 200) {
          copies[0]?.child.kill('SIGKILL');
          killedAt = answers.length;
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, index) => client(`client ${index}`)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const by = (pid: number | undefined): number => answers.filter((one) => one.pid === pid).length;
    expect(by(copies[0]?.child.pid)).toBeGreaterThan(0);
    expect(by(copies[1]?.child.pid)).toBeGreaterThan(400);
  }, 60_000);

  it('is not sent a second time where it may have taken effect and has no key', async () => {
    const [one, other] = [await breaking(), await breaking()];
    servers.push(one.server, other.server);
    const url = await frontBefore(one.url, other.url);
    const without = await command(url, {});
    expect(without.status).toBe(503);
    expect(await without.json()).toMatchObject({ code: 'UNAVAILABLE' });
    expect(one.taken.length + other.taken.length).toBe(1);
    const keyed = await command(url, { 'idempotency-key': randomUUID() });
    expect(keyed.status).toBe(503);
    // Each copy was asked once, with the same key, and no copy twice.
    const taken = [...one.taken, ...other.taken].map(({ headers }) => headers['idempotency-key']).slice(-2);
    expect([one.taken.length + other.taken.length, new Set(taken.filter((key) => key !== undefined)).size]).toEqual([
      3, 1,
    ]);
  });

  it('is sent to the other without a key where it was never sent: its copy refuses the connection', async () => {
    copies.push(await copy());
    const gone = await breaking();
    const url = await frontBefore(gone.url, copies[0]?.url ?? '');
    gone.server.closeAllConnections();
    await new Promise((resolve) => gone.server.close(resolve));
    const large = 'x'.repeat(100_000);
    for (let turn = 0; turn < 3; turn++) {
      const answer = await command(url, { 'content-type': 'text/plain' }, large);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ body: large, type: 'text/plain' });
    }
    const empty = await fetch(`${url}/risk/assessments`, { method: 'POST', headers: { authorization } });
    expect(await empty.json()).toMatchObject({ body: '' });
  });
});
