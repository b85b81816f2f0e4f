import { readSettings, UnsafeSettings } from './settings.js';

const problems = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return error instanceof UnsafeSettings ? error.problems : [String(error)];
  }
};

describe('settings of e-mail', () => {
  const from = 'Carethread <no-reply@example.org>';

  it('are none by default: the platform sends no e-mail', () => {
    expect(readSettings({})).toMatchObject({ smtp: undefined, mailFrom: undefined, operators: {} });
  });

  it('name a mail server and whom mail comes from', () => {
    for (const url of ['smtp://mail:587', 'smtps://user:p%40ss@mail.example.org:465', 'smtp://127.0.0.1'])
      for (const sender of [from, 'no-reply@example.org'])
        expect(problems({ CARETHREAD_SMTP_URL: url, CARETHREAD_MAIL_FROM: sender })).toEqual([]);
  });

  it('are refused where they are something else, and no password is repeated', () => {
    const found = problems({ CARETHREAD_SMTP_URL: 'http://user:secret@mail', CARETHREAD_MAIL_FROM: from });
    expect(found).toEqual([expect.stringMatching(/^CARETHREAD_SMTP_URL must read/)]);
    expect(found.join()).not.toContain('secret');
    expect(problems({ CARETHREAD_SMTP_URL: 'smtp://mail' })).toEqual([
      'CARETHREAD_MAIL_FROM is empty: CARETHREAD_SMTP_URL needs it',
    ]);
    for (const sender of ['Carethread', 'a@b\nBcc: c@d', '<a@b'])
      expect(problems({ CARETHREAD_SMTP_URL: 'smtp://mail', CARETHREAD_MAIL_FROM: sender })).toEqual([
        'CARETHREAD_MAIL_FROM must be an e-mail address, or a name with one in <>',
      ]);
  });

  it('name where the operator’s ports of other services are, each with its copies', () => {
    const given = 'risk=http://risk-1:9464|http://risk-2:9464, review=https://review:9464';
    expect(readSettings({ CARETHREAD_OPERATORS: given }).operators).toEqual({
      risk: ['http://risk-1:9464', 'http://risk-2:9464'],
      review: ['https://review:9464'],
    });
    for (const wrong of ['risk', 'risk=risk:9464', '=http://risk', 'risk=http://user@risk'])
      expect(problems({ CARETHREAD_OPERATORS: wrong })).toEqual([
        'CARETHREAD_OPERATORS must read service=http://host:port,…',
      ]);
  });
});
