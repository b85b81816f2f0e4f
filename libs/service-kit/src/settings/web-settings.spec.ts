import { readSettings, UnsafeSettings } from './settings.js';

const problems = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof UnsafeSettings) return error.problems.filter((problem) => /WEB|DEMO/.test(problem));
    throw error;
  }
};
const PRODUCTION = { CARETHREAD_MODE: 'production', CARETHREAD_WEB: 'on' };
const SAFE = {
  CARETHREAD_WEB_URL: 'https://care.example',
  CARETHREAD_WEB_CLIENT_SECRET: 'a-secret',
  CARETHREAD_WEB_KEY: 'ab'.repeat(32),
};

describe('the settings of the web', () => {
  it('serve pages where they say so, and in a demo where people can sign in', () => {
    const web = (environment: Readonly<Record<string, string>>) => readSettings(environment).web;
    const signIn = { CARETHREAD_IDENTITY: 'http://127.0.0.1:3001', CARETHREAD_WEB_CLIENT_SECRET: 'x' };
    expect([web({}), web({ CARETHREAD_WEB: 'on' }), web(signIn)]).toEqual([false, true, true]);
    expect(web({ ...signIn, CARETHREAD_WEB: 'off' })).toBe(false);
    expect(web({ ...signIn, CARETHREAD_MODE: 'test' })).toBe(false);
  });

  it('refuse in production an address that is not https, no secret, and a key beside what it seals', () => {
    expect(problems({ ...PRODUCTION, ...SAFE })).toEqual([]);
    expect(problems(PRODUCTION).map((problem) => problem.split(' ')[0])).toEqual([
      'CARETHREAD_WEB_URL',
      'CARETHREAD_WEB_CLIENT_SECRET',
      'CARETHREAD_WEB_KEY',
    ]);
    expect(problems({ ...PRODUCTION, ...SAFE, CARETHREAD_WEB_URL: 'http://care.example' })).toEqual([
      'CARETHREAD_WEB_URL is not https',
    ]);
  });

  it.each([
    ['CARETHREAD_WEB', 'yes'],
    ['CARETHREAD_WEB_URL', 'care.example/pages'],
    ['CARETHREAD_WEB_KEY', 'abc'],
    ['CARETHREAD_WEB_SCOPE', 'profile'],
    ['CARETHREAD_WEB_STORE', 'redis://host'],
    ['CARETHREAD_WEB_IDLE', '0'],
    ['CARETHREAD_DEMO', 'full'],
  ])('refuse %s=%s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringMatching(`^${name} `)]);
  });
});
