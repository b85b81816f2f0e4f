import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { substitute, substituteAddress, type Servers } from './local-substitution.js';

const servers: Servers = {
  postgres: 'postgres://postgres@127.0.0.1:5001/postgres',
  mongodb: 'mongodb://127.0.0.1:5002',
  kafka: 'kafka://127.0.0.1:5003',
  collector: 'http://127.0.0.1:5004',
};

describe('an address of a deployment', () => {
  it.each([
    ['postgres://writer:word@postgres:5432/carethread?a=b', 'postgres://writer@127.0.0.1:5001/carethread?a=b'],
    ['mongodb://views:word@mongodb:27017/carethread', 'mongodb://127.0.0.1:5002/carethread'],
    ['kafka://kafka:9092', 'kafka://127.0.0.1:5003'],
    ['http://collector:4318', 'http://127.0.0.1:5004'],
    ['https://issuer.example.invalid/jwks.json', 'https://issuer.example.invalid/jwks.json'],
    ['carethread', 'carethread'],
  ])('%s becomes %s', (address, expected) => {
    expect(substituteAddress(address, servers)).toBe(expected);
  });
});

describe('a deployed process', () => {
  it('keeps command and variables; files lie under the folder, and addresses in them are the tests’ servers', () => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-substitution-'));
    try {
      const { command, environment } = substitute(
        {
          command: ['node', 'services/risk/dist/main.js'],
          environment: {
            CARETHREAD_HOST: '0.0.0.0',
            CARETHREAD_PORT: '3000',
            CARETHREAD_MODE: 'production',
            CARETHREAD_KEYS_FILE: '/run/secrets/keys_url',
          },
          secrets: { '/run/secrets/keys_url': 'keys_url', '/run/secrets/kek': 'kek' },
        },
        { folder, port: 4000, servers, root: '/somewhere' },
        (name) => (name === 'kek' ? '00ff' : 'postgres://keys:word@postgres:5432/keys?kek=/run/secrets/kek'),
      );
      expect(command).toEqual(['node', '/somewhere/services/risk/dist/main.js']);
      expect(environment).toEqual({
        CARETHREAD_HOST: '127.0.0.1',
        CARETHREAD_PORT: '4000',
        CARETHREAD_MODE: 'production',
        CARETHREAD_KEYS_FILE: join(folder, 'run/secrets/keys_url'),
      });
      const address = new URL(readFileSync(join(folder, 'run/secrets/keys_url'), 'utf8'));
      expect(address.host).toBe('127.0.0.1:5001');
      expect(readFileSync(address.searchParams.get('kek') ?? '', 'utf8')).toBe('00ff');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
