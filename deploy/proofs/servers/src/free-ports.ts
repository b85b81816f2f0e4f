import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Free ports of loopback, each a different one: all are bound before any is released. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, hold));
  await Promise.all(held.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return held.map(({ port }) => port);
}

/** A free port of loopback. Two calls in turn may give the same: `freePorts` does not. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Below the ports that systems take for outgoing connections: there, one that was free a moment ago is soon taken. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;

/** Draws ports until one is free. */
async function hold(): Promise<{ readonly server: Server; readonly port: number }> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    const server = await listening(port);
    if (server !== undefined) return { server, port };
  }
}

function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
