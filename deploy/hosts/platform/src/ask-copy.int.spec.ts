import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askCopy } from './ask-copy.js';

describe('a read of one copy', () => {
  let server: Server;
  let answer: RequestListener;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, reply) => answer(request, reply));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('distinguishes a replica that is gone from one that answers without JSON, and from one that is late', async () => {
    answer = (_, reply) => reply.end('<html>');
    await expect(askCopy(url, {}, 5_000)).rejects.toThrow('no JSON');
    answer = (_, reply) => reply.writeHead(502).end('<html>');
    expect(await askCopy(url, {}, 5_000)).toMatchObject({ status: 502, body: {} });
    answer = () => undefined;
    await expect(askCopy(url, {}, 50)).rejects.toMatchObject({ code: 'TIMED_OUT' });
    answer = (request) => request.socket.destroy();
    expect(await askCopy(url, {}, 5_000)).toBe('no connection');
    expect(await askCopy('http://127.0.0.1:9', {}, 5_000)).toBe('no connection');
  });
});
