import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredNames, readSettings, UnsafeSettings } from './settings.js';

const SAFE = {
  CARETHREAD_MODE: 'production',
  CARETHREAD_JWKS: 'https://issuer.example.invalid/jwks.json',
  CARETHREAD_ISSUER: 'https://issuer.example.invalid',
  CARETHREAD_KEYS: '/run/keys',
};

function problems(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(environment, ['assessment', 'risk']);
    return [];
  } catch (error) {
    if (error instanceof UnsafeSettings) return error.problems;
    throw error;
  }
}

describe('settings', () => {
  it('work on a laptop without any', () => {
    expect(readSettings({})).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 3000, data: '.data' });
  });

  it('let production start with an issuer and keys of its own', () => {
    expect(problems(SAFE)).toEqual([]);
  });

  it.each([
    ['demo keys and users', { CARETHREAD_JWKS: '' }, /^CARETHREAD_JWKS is empty: the built-in issuer .* demo/],
    [
      'keys fetched in the clear',
      { CARETHREAD_JWKS: 'http://issuer.example.invalid' },
      /^CARETHREAD_JWKS is not https/,
    ],
    [
      'an issuer in the clear',
      { CARETHREAD_ISSUER: 'http://issuer.example.invalid' },
      /^CARETHREAD_ISSUER is not https/,
    ],
    [
      'the demo’s issuer',
      { CARETHREAD_ISSUER: 'https://issuer.carethread.invalid' },
      /^CARETHREAD_ISSUER is the demo's/,
    ],
    [
      'the demo’s identity server',
      { CARETHREAD_IDENTITY: 'http://127.0.0.1:3001' },
      /^CARETHREAD_IDENTITY is the demo's identity server/,
    ],
    ['no limit for a subject', { CARETHREAD_RATE: '0' }, /^CARETHREAD_RATE is 0/],
    ['no limit for an address', { CARETHREAD_RATE_ADDRESS: '0' }, /^CARETHREAD_RATE_ADDRESS is 0/],
    ['plain keys beside the data', { CARETHREAD_KEYS: '' }, /^CARETHREAD_KEYS is empty: plain keys/],
  ])('refuse production with %s, by name', (_, unsafe, named) => {
    expect(problems({ ...SAFE, ...unsafe })).toEqual([expect.stringMatching(named)]);
  });

  it('take tokens of an identity server of this machine besides, in a demo', () => {
    expect(readSettings({ CARETHREAD_IDENTITY: 'http://127.0.0.1:3001' }).identity).toBe('http://127.0.0.1:3001');
    for (const elsewhere of ['https://login.example', 'http://192.0.2.1:3001', 'http://127.0.0.1:3001/path', 'demo'])
      expect(problems({ CARETHREAD_IDENTITY: elsewhere })).toEqual([
        expect.stringMatching(/^CARETHREAD_IDENTITY must/),
      ]);
  });

  it('let a token live an hour in production, and a day else', () => {
    expect(readSettings(SAFE)).toMatchObject({ tokenLife: 3_600, tokenTypes: ['at+jwt', 'JWT'] });
    expect(readSettings({})).toMatchObject({ tokenLife: 86_400 });
    expect(readSettings({ ...SAFE, CARETHREAD_TOKEN_LIFE: '600' })).toMatchObject({ tokenLife: 600 });
  });

  it.each(['demo', 'test'])('keep %s mode on loopback, where it gives tokens to whoever asks', (mode) => {
    const at = (host: string, more = {}) => problems({ CARETHREAD_MODE: mode, CARETHREAD_HOST: host, ...more });
    for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost']) expect(at(host)).toEqual([]);
    for (const host of ['0.0.0.0', '::', '192.0.2.1', '127.host.invalid']) {
      expect(at(host)).toEqual([expect.stringMatching(/^CARETHREAD_HOST is reached by others/)]);
      expect(at(host, { CARETHREAD_OPEN_DEMO: 'yes' })).toHaveLength(1);
      expect(at(host, { CARETHREAD_OPEN_DEMO: 'whoever-reaches-it-may-be-anyone' })).toEqual([]);
    }
  });

  it('let production listen anywhere', () => {
    expect(problems({ ...SAFE, CARETHREAD_HOST: '0.0.0.0' })).toEqual([]);
  });

  it.each([
    ['CARETHREAD_TRUSTED_PROXIES', '10.0.0.0/8,proxy.invalid'],
    ['CARETHREAD_SOCKETS', '0'],
    ['CARETHREAD_HALF_OPEN', '0'],
    ['CARETHREAD_HEADERS_TIMEOUT', '0'],
    ['CARETHREAD_BYTES_IN_FLIGHT', '1000000'],
    ['CARETHREAD_TOKEN_TYP', ','],
    ['CARETHREAD_TOKEN_LIFE', '0'],
    ['CARETHREAD_JURISDICTION', 'FRA'],
  ])('refuse limits that do not fit: %s=%s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  it.each([
    ['CARETHREAD_MOD', 'CARETHREAD_MOD is no setting; is CARETHREAD_MODE meant?'],
    ['CARETHREAD_PORTS', 'CARETHREAD_PORTS is no setting; is CARETHREAD_PORT meant?'],
    ['CARETHREAD_KEY_FILE', 'CARETHREAD_KEY_FILE is no setting; is CARETHREAD_KEYS_FILE meant?'],
    ['CARETHREAD_TRUSTED_PROXY', 'CARETHREAD_TRUSTED_PROXY is no setting; is CARETHREAD_TRUSTED_PROXIES meant?'],
    ['carethread_mode', 'carethread_mode is no setting; is CARETHREAD_MODE meant?'],
  ])('refuse a name that is none: %s', (name, problem) => {
    expect(problems({ [name]: 'production' })).toEqual([problem]);
    expect(problems({ ...SAFE, [name]: 'production' })).toEqual([problem]);
  });

  it.each([
    [
      'CARETHREAD_SOMETHING_ELSE',
      'CARETHREAD_SOMETHING_ELSE is no setting and has no effect: docs/reference/settings.md names them all',
    ],
  ])('report a name that nothing reads, and start: %s', (name, line) => {
    expect(problems({ [name]: 'on' })).toEqual([]);
    expect(ignoredNames({ [name]: 'on', CARETHREAD_PORT: '0', CARETHREAD_MOD: 'x' })).toEqual([line]);
  });

  it('take names that tests and tools use, those of other programs, and one that is not set', () => {
    for (const name of ['CARETHREAD_ENGINE', 'CARETHREAD_TEST_POSTGRES', 'CARETHREAD_STORY_URL', 'CARETHREADS', 'PORT'])
      expect(problems({ [name]: 'x' })).toEqual([]);
    expect(() => readSettings({ CARETHREAD_MOD: undefined })).not.toThrow();
  });

  it('know every name that stands in this repository', () => {
    const root = join(import.meta.dirname, '../../../..');
    const files = ['libs', 'services', 'deploy', 'docs', 'README.md', 'docker-compose.yml'].flatMap((place) =>
      place.includes('.') ? [place] : below(root, place),
    );
    const names = new Set(
      files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(/\bCARETHREAD_[A-Z0-9_]*[A-Z0-9]\b/g) ?? []),
    );
    expect(names.size).toBeGreaterThan(50);
    expect(problems(Object.fromEntries([...names].map((name) => [name, '1']))).join('\n')).not.toContain('no setting');
  });

  it.each([
    ['CARETHREAD_PORT', '65535', ['', '99999', '-1', '3.5', '0x10', '1e3', 'x']],
    ['CARETHREAD_OPERATOR_PORT', '0', ['', '65536']],
    ['CARETHREAD_TOKEN_LIFE', '31536000', ['0', '31536001']],
    ['CARETHREAD_BODY_LIMIT', '1', ['', '0', '104857601']],
    ['CARETHREAD_REQUEST_TIMEOUT', '2147483647', ['', '0', '2147483648']],
    ['CARETHREAD_HEADERS_TIMEOUT', '1', ['', '0', '2147483648']],
    ['CARETHREAD_RATE', '0', ['', '10000001', '99999999999999999999']],
    ['CARETHREAD_RATE_ADDRESS', '10000000', ['', '10000001']],
    ['CARETHREAD_SOCKETS', '1', ['', '0', '10000001']],
    ['CARETHREAD_HALF_OPEN', '1', ['', '0', '10000001']],
    ['CARETHREAD_BYTES_IN_FLIGHT', '11534336', ['', '11534335', '1099511627777']],
    ['CARETHREAD_TRACE_RATIO', '1', ['', '-0.1', '1.1', 'x']],
  ])('hold the number %s to its range', (name, fine, others) => {
    expect(problems({ [name]: fine })).toEqual([]);
    for (const value of others) expect(problems({ [name]: value })).toEqual([expect.stringMatching(`^${name} `)]);
  });

  it('take no empty value for a default that is not empty: it is a variable that nobody filled', () => {
    expect(
      problems({ CARETHREAD_PORT: '', CARETHREAD_MODE: ' ', CARETHREAD_KEYS: '', CARETHREAD_LOG_FILE: '' }),
    ).toEqual([
      'CARETHREAD_PORT is empty: leave it out for the default, 3000',
      'CARETHREAD_MODE is empty: leave it out for the default, demo',
      'CARETHREAD_LOG_FILE is empty: leave it out, or name a file',
    ]);
  });

  it('name services of the host alone, and none where all are meant', () => {
    expect(problems({ CARETHREAD_SERVICES: 'risk, payroll' })).toEqual([
      'CARETHREAD_SERVICES names payroll, which is no service of Carethread',
    ]);
    expect(readSettings({ CARETHREAD_SERVICES: 'risk, assessment' }).services).toEqual(['risk', 'assessment']);
    expect(readSettings({}).services).toEqual([]);
  });

  it('name every fault at once and quote no value, since an address may hold a password', () => {
    const found = problems({
      CARETHREAD_MODE: 'prod',
      CARETHREAD_PORT: 'x',
      CARETHREAD_SERVICES: 'payroll',
      CARETHREAD_LOG: 'mysql://user:secret@host',
      CARETHREAD_NAMESPACE: 'Über',
    });
    expect(found.map((problem) => /^[A-Z_]+/.exec(problem)?.[0])).toEqual([
      'CARETHREAD_MODE',
      'CARETHREAD_SERVICES',
      'CARETHREAD_PORT',
      'CARETHREAD_LOG',
      'CARETHREAD_NAMESPACE',
    ]);
    expect(found.join()).not.toContain('secret');
  });
});

/** Every file of the repository's own below a folder, but those that try names which are none. */
function below(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : below(root, path);
    return entry.isFile() && !entry.name.endsWith('settings.spec.ts') ? [path] : [];
  });
}
