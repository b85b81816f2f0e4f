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
    ['plain keys beside the data', { CARETHREAD_KEYS: '' }, /^CARETHREAD_KEYS is empty: plain keys/],
  ])('refuse production with %s, by name', (_, unsafe, named) => {
    expect(problems({ ...SAFE, ...unsafe })).toEqual([expect.stringMatching(named)]);
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
