import { letterOf } from './letters.js';

describe('the words of a mail', () => {
  const about = '2026-06-03T07:00:00.000Z';

  it('name nobody and nothing, and link to nothing but the platform itself, where that has an address', () => {
    expect(letterOf({ kind: 'digest', about, due: 3 }, { language: 'en' })).toEqual({
      subject: 'Carethread',
      text: 'You have 3 things due by tomorrow. Sign in to see them.\n\nYou asked for this e-mail. You can change or stop it in Carethread.\n',
    });
    const { text } = letterOf({ kind: 'urgent', about }, { language: 'en', site: 'https://care.example.org' });
    expect(text.split('\n\n').slice(0, 2)).toEqual(['Something in Carethread needs you.', 'https://care.example.org']);
  });

  it('count one thing as one', () => {
    expect(letterOf({ kind: 'digest', about, due: 1 }, { language: 'en' }).text).toContain(
      'You have 1 thing due by tomorrow. Sign in to see it.',
    );
  });

  it('are in Welsh for who chose Welsh', () => {
    expect(letterOf({ kind: 'digest', about, due: 3 }, { language: 'cy' }).text).toContain('erbyn yfory: 3.');
    expect(letterOf({ kind: 'urgent', about }, { language: 'cy' }).text).toContain('Mae angen eich sylw');
  });

  it('of a confirmation hold a link, or a code to enter where the platform has no address', () => {
    const mail = { kind: 'confirmation', about: 'C1' } as const;
    const site = 'https://care.example.org';
    expect(letterOf(mail, { language: 'en', site, token: 'T' }).text).toContain(`${site}/confirm-address/T\n`);
    const { text } = letterOf(mail, { language: 'en', token: 'T' });
    expect(text).toContain('\n\nT\n\n');
    expect(text).not.toContain('://');
  });
});
