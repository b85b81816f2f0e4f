import { createServer, type Socket } from 'node:net';
import { PostgresLeases } from './index.js';

describe('leases while the server comes and goes', () => {
  it('tries again after a connection that ended while it was being made, and no process ends', async () => {
    const unhandled: unknown[] = [];
    const collect = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', collect);
    let connections = 0;
    const server = createServer((socket: Socket) => {
      connections += 1;
      socket.destroy(); // as a server does that is being killed
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const leases = new PostgresLeases({ url: `postgres://u@127.0.0.1:${port}/d`, namespace: 't', service: 'risk' });
    const end = await leases.acquire('relay', () => Promise.reject(new Error('never held')));
    const deadline = Date.now() + 20_000;
    while (connections < 3 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    await end();
    await leases.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    process.off('unhandledRejection', collect);
    expect(connections).toBeGreaterThanOrEqual(3);
    expect(unhandled).toEqual([]);
  });
});
