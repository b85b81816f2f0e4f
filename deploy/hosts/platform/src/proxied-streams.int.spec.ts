import { readSettings } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFront, type Front } from './front.js';
import { signIn } from './testing/sign-in.js';

/** More than a pool of connections for ordinary requests has. */
const MANY = 200;

describe('streams through the gateway', () => {
  let service: Server;
  let front: Front;
  let url: string;
  let authorization: string;
  const open = new Set<ServerResponse>();

  beforeAll(async () => {
    service = createServer((request, reply) => {
      if (request.url?.startsWith('/care-plan/notices') !== true) return void reply.end('{}');
      open.add(reply);
      reply.once('close', () => open.delete(reply));
      reply.writeHead(200, { 'content-type': 'text/event-stream' });
      reply.write('id: 1\ndata: one\n\n');
    });
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    const upstream = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    front = await startFront(
      readSettings({
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_LOG_LEVEL: 'silent',
        CARETHREAD_UPSTREAMS: `care-plan=${upstream}`,
      }),
    );
    url = await front.listen();
    authorization = await signIn(url);
  });
  afterAll(async () => {
    await front.stop();
    service.closeAllConnections();
    service.close();
  });

  const stream = async (): Promise<IncomingMessage> => {
    const request = get(`${url}/care-plan/notices`, {
      headers: { authorization, accept: 'text/event-stream' },
      agent: false,
    });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    return answer;
  };

  it('are passed on as they come, keep nobody else waiting, and end at the service when their readers go', async () => {
    const streams = await Promise.all(Array.from({ length: MANY }, stream));
    const [first] = streams;
    const [chunk] = (await once(first ?? service, 'data')) as [Buffer];
    expect([first?.headers['content-type'], chunk.toString()]).toEqual(['text/event-stream', 'id: 1\ndata: one\n\n']);
    expect(open.size).toBe(MANY);
    const other = await fetch(`${url}/care-plan/plans/${randomUUID()}`, {
      headers: { authorization, 'x-purpose': 'test' },
      signal: AbortSignal.timeout(5_000),
    });
    expect(other.status).toBe(200);
    for (const one of streams) one.destroy();
    while (open.size > 0) await new Promise(setImmediate);
  }, 60_000);
});
