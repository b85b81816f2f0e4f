import { readSettings, UnsafeSettings } from './settings.js';

const SAFE = {
  CARETHREAD_MODE: 'production',
  CARETHREAD_JWKS: 'https://issuer.example.invalid/jwks.json',
  CARETHREAD_ISSUER: 'https://issuer.example.invalid',
  CARETHREAD_KEYS: '/run/keys',
};

function problems(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(environment);
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
    ['no limit for a subject', { CARETHREAD_RATE: '0' }, /^CARETHREAD_RATE is 0/],
    ['no limit for an address', { CARETHREAD_RATE_ADDRESS: '0' }, /^CARETHREAD_RATE_ADDRESS is 0/],
    ['plain keys beside the data', { CARETHREAD_KEYS: '' }, /^CARETHREAD_KEYS is empty: plain keys/],
  ])('refuse production with %s, by name', (_, unsafe, named) => {
    expect(problems({ ...SAFE, ...unsafe })).toEqual([expect.stringMatching(named)]);
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
  ])('refuse limits that do not fit: %s=%s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringContaining(name)]);
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
