import { fastify } from 'fastify';
import { createServer, type AddressInfo } from 'node:net';
import { readSettings } from '../settings/settings.js';
import { CannotListen, listenAt } from './listening.js';

async function said(environment: Readonly<Record<string, string>>): Promise<string> {
  const server = fastify();
  try {
    await listenAt(readSettings(environment), ['host', 'port'], (at) => server.listen(at));
    return '';
  } catch (error) {
    if (error instanceof CannotListen) return error.message;
    throw error;
  } finally {
    await server.close();
  }
}

describe('a process that cannot listen', () => {
  it('names the setting of a port that is in use, in one line', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = other.address() as AddressInfo;
      expect(await said({ CARETHREAD_PORT: String(port) })).toBe(
        `CARETHREAD_PORT: port ${port} of 127.0.0.1 is in use: stop what listens there, or set CARETHREAD_PORT to another (0 takes a free one)`,
      );
    } finally {
      other.close();
    }
  });

  it('names the setting of an address that this machine does not have', async () => {
    const elsewhere = {
      CARETHREAD_HOST: '192.0.2.1',
      CARETHREAD_PORT: '0',
      CARETHREAD_OPEN_DEMO: 'whoever-reaches-it-may-be-anyone',
    };
    expect(await said(elsewhere)).toMatch(/^CARETHREAD_HOST: 192\.0\.2\.1 is no address of this machine/);
  });

  it('listens where it can', async () => {
    expect(await said({ CARETHREAD_PORT: '0' })).toBe('');
  });
});
