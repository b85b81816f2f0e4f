import { EmailAddress, isEmailAddress, isTimeZone, TimeZone } from './reach-fields.js';
import { interpret, validateRequest } from './validate.js';

class Reached {
  @EmailAddress() email!: string;
  @TimeZone({ optional: true }) timeZone?: string;
}

describe('fields that say how somebody is reached', () => {
  it('take an address alone: nothing that could add a header, a name or a second address', () => {
    expect(isEmailAddress('synthetic.keyworker@example.org')).toBe(true);
    const others = [
      '',
      'synthetic',
      'a@b',
      'Synthetic <a@example.org>',
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'a@[127.0.0.1]',
      'é@example.org',
      `${'a'.repeat(250)}@example.org`,
      7,
    ];
    expect(others.filter(isEmailAddress)).toEqual([]);
  });

  it('take a time zone by its name', () => {
    expect(['Europe/London', 'Asia/Tokyo', 'UTC', 'America/Argentina/Ushuaia'].every(isTimeZone)).toBe(true);
    expect(['', 'Nowhere', 'Europe/Nowhere', '+01:00', 'europe', '../etc', 1].filter(isTimeZone)).toEqual([]);
  });

  it('are checked alike by the fast check and by the slow one, and no fault repeats an address', () => {
    const wrong = { email: 'synthetic at example.org', timeZone: 'London' };
    const checked = validateRequest(Reached, wrong);
    expect(checked.ok ? [] : checked.errors.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/email', 'format'],
      ['/timeZone', 'format'],
    ]);
    expect(JSON.stringify(checked)).not.toContain('synthetic');
    expect(interpret(Reached, { email: 'a@example.org', timeZone: 'Europe/London' })).toEqual([]);
    expect(validateRequest(Reached, { email: 'a@example.org' }).ok).toBe(true);
  });
});
