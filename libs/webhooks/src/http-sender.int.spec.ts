import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { networksOf, type AddressRules } from './address-guard.js';
import { HttpSender, type SenderOptions } from './http-sender.js';

const OPEN: AddressRules = { schemes: ['https:', 'http:'], ports: [[1, 65_535]], allow: networksOf('127.0.0.0/8') };
const closing: (() => Promise<unknown>)[] = [];

/** A receiver on loopback, and what reached it. */
async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    sockets.add(request.socket);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { port, seen, sockets, url: `http://127.0.0.1:${port}/hook` };
}

function sender(options: Partial<SenderOptions> = {}): HttpSender {
  const made = new HttpSender({ ...OPEN, ...options });
  closing.push(() => made.close());
  return made;
}

const post = (url: string, options: Partial<SenderOptions> = {}, wantsBody = false) =>
  sender(options).post({ url, headers: { 'content-type': 'application/json' }, body: '{}', wantsBody });

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('the sender of webhooks (PLAT-13)', () => {
  it('posts, gives the status, and reads the answer only where it is asked for', async () => {
    const { url, seen } = await receiver((_, response) => response.writeHead(202).end('challenge'));
    expect(await post(url)).toEqual({ status: 202 });
    expect(await post(url, {}, true)).toEqual({ status: 202, body: 'challenge' });
    expect(seen).toEqual(['POST /hook', 'POST /hook']);
  });

  it('uses a connection again', async () => {
    const { url, sockets } = await receiver((_, response) => response.end('ok'));
    const one = sender();
    for (let turn = 0; turn < 20; turn += 1) await one.post({ url, headers: {}, body: '{}' });
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('never follows a redirect', async () => {
    const inner = await receiver((_, response) => response.end());
    const { url } = await receiver((_, response) => response.writeHead(301, { location: inner.url }).end());
    expect(await post(url)).toEqual({ status: 301 });
    expect(inner.seen).toEqual([]);
  });

  it('reports what the receiver asks for with Retry-After', async () => {
    const { url } = await receiver((_, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await post(url)).toEqual({ status: 429, retryAfter: 7_000 });
  });

  it('gives up an answer that does not come, and one that never ends', async () => {
    const late = await receiver(() => undefined);
    expect(await post(late.url, { timeoutMs: 100 })).toEqual({ failure: 'timeout' });
    const endless = await receiver((_, response) => {
      const chunk = Buffer.alloc(16_384);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    const answer = await post(endless.url, {}, true);
    expect(answer).toMatchObject({ status: 200 });
    expect('body' in answer && answer.body !== undefined && answer.body.length).toBeLessThanOrEqual(65_536);
  });

  it('inflates nothing: a small answer of many zeros stays small', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const { url } = await receiver((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const before = process.memoryUsage().rss;
    expect(await post(url, {}, true)).toMatchObject({ status: 200 });
    expect(process.memoryUsage().rss - before).toBeLessThan(15_000_000);
  });

  it('a connection that breaks is a failure; one that breaks after its status is none', async () => {
    const broken = await receiver((request) => request.socket.destroy());
    expect(await post(broken.url)).toEqual({ failure: 'connection' });
    const cut = await receiver((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    });
    expect(await post(cut.url)).toEqual({ status: 200 });
  });

  it('reaches no inner listener: not by a literal address, by a name, by one of several addresses, or by a name that changes', async () => {
    const inner = await receiver((_, response) => response.end());
    const closed = { allow: [] };
    expect(await post(inner.url, closed)).toEqual({ failure: 'address' });
    expect(await post(`http://[::ffff:127.0.0.1]:${inner.port}/`, closed)).toEqual({ failure: 'address' });
    expect(await post(`http://0x7f.1:${inner.port}/`, closed)).toEqual({ failure: 'address' });
    expect(await post(`http://localhost:${inner.port}/`, closed)).toEqual({ failure: 'address' });
    const several = { ...closed, resolve: () => Promise.resolve(['93.184.215.14', '127.0.0.1']) };
    expect(await post(`http://hooks.example:${inner.port}/`, several)).toEqual({ failure: 'address' });
    expect(inner.seen).toEqual([]);
  });

  it('looks a name up once for a connection and goes to what it checked', async () => {
    const { port, seen } = await receiver((_, response) => response.end());
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const resolve = () => Promise.resolve(answers.shift() ?? []);
    const one = sender({ resolve });
    const url = `http://rebinding.example:${port}/`;
    expect(await one.post({ url, headers: { connection: 'close' }, body: '' })).toEqual({ status: 200 });
    expect(await one.post({ url, headers: { connection: 'close' }, body: '' })).toEqual({ failure: 'address' });
    expect(seen).toEqual(['POST /']);
  });

  it('tells an unknown name from an address that is not permitted', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await post('http://nobody.example:8080/', { resolve })).toEqual({ failure: 'name' });
  });

  it('goes through the operator’s proxy to the address that was checked', async () => {
    const { url, port, seen } = await receiver((_, response) => response.writeHead(204).end());
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request: IncomingMessage, client: Socket) => {
      asked.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`);
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address() as AddressInfo;
    closing.push(() => new Promise((done) => proxy.close(done)));
    const through = { proxy: `http://egress:secret@127.0.0.1:${address.port}` };
    expect(await post(url, through)).toEqual({ status: 204 });
    expect(asked).toEqual([`127.0.0.1:${port} Basic ${Buffer.from('egress:secret').toString('base64')}`]);
    expect(seen).toEqual(['POST /hook']);
    expect(await post(url, { ...through, allow: [] })).toEqual({ failure: 'address' });
    expect(asked).toHaveLength(1);
  });
});
