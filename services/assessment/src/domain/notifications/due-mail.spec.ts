import type { MailChoices } from './choices.js';
import { mailOf, wantedMail, type WorkToTell } from './due-mail.js';
import { NO_NOTIFICATIONS, type MailAddress, type NotificationsState, type SentMails } from './state.js';

const address: MailAddress = {
  email: 'synthetic.keyworker@example.org',
  confirmationId: 'C1',
  tokenHash: 'hash',
  expiresAt: '2026-06-02T09:00:00.000Z',
  owner: { userId: 'U1', role: 'KW' },
  status: 'confirmed',
  confirmedAt: '2026-06-01T09:00:00.000Z',
};
const daily: MailChoices = {
  digest: { at: '08:00', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
  urgent: true,
  quietHours: { from: '21:00', to: '07:30' },
  timeZone: 'Europe/London',
  language: 'en',
};
const quietHours = { from: '07:00', to: '09:30' };

/** What is sent to somebody who has this to do. */
function told(
  now: string,
  work: WorkToTell,
  { sent = {}, of = address, ...choices }: Partial<MailChoices> & { sent?: SentMails; of?: MailAddress } = {},
): string {
  const state: NotificationsState = {
    choices: { ...daily, ...choices },
    chosenAt: '2026-06-01T09:00:00.000Z',
    address: of,
    sent,
  };
  const wanted = wantedMail(state, now);
  const mail = wanted && mailOf(wanted, work);
  if (mail === undefined) return 'nothing';
  return mail.kind === 'digest' ? `${mail.due} due, for ${mail.about}` : `${mail.kind}, ${mail.about}`;
}

describe('who is mailed when', () => {
  const three = { due: 3 };

  it('a summary comes at its time where the user is, on its days, and not where nothing is due', () => {
    // British Summer Time: 08:00 is 07:00 UTC.
    expect(told('2026-06-03T06:59:59.999Z', three, { sent: { digest: '2026-06-02T07:00:00.000Z' } })).toBe('nothing');
    expect(told('2026-06-03T07:00:00.000Z', three)).toBe('3 due, for 2026-06-03T07:00:00.000Z');
    expect(told('2026-06-03T07:00:00.000Z', { due: 0 })).toBe('nothing');
    expect(told('2026-06-06T07:00:00.000Z', three)).toBe('nothing');
    expect(told('2026-06-02T23:00:00.000Z', three, { timeZone: 'Asia/Tokyo' })).toBe(
      '3 due, for 2026-06-02T23:00:00.000Z',
    );
  });

  it('it comes once, late for up to twelve hours, and none comes for a time before it was chosen', () => {
    expect(told('2026-06-03T09:00:00.000Z', three, { sent: { digest: '2026-06-03T07:00:00.000Z' } })).toBe('nothing');
    expect(told('2026-06-03T18:59:59.999Z', three)).toBe('3 due, for 2026-06-03T07:00:00.000Z');
    expect(told('2026-06-03T19:00:00.000Z', three)).toBe('nothing');
    expect(told('2026-06-01T10:00:00.000Z', three)).toBe('nothing');
  });

  it('what is urgent is told when it becomes so, before a summary, and not twice', () => {
    const overdue = { due: 3, urgentAt: '2026-06-03T07:00:00.000Z' };
    expect(told('2026-06-03T07:00:00.000Z', overdue)).toBe('urgent, 2026-06-03T07:00:00.000Z');
    const sent = { urgent: '2026-06-03T07:00:00.000Z', lastAt: '2026-06-03T07:00:01.000Z' };
    expect(told('2026-06-03T08:00:01.000Z', overdue, { sent })).toBe('3 due, for 2026-06-03T07:00:00.000Z');
    const both = { ...sent, digest: '2026-06-03T07:00:00.000Z', lastAt: '2026-06-03T08:00:01.000Z' };
    expect(told('2026-06-03T12:00:00.000Z', overdue, { sent: both })).toBe('nothing');
    const newer = { due: 3, urgentAt: '2026-06-03T11:00:00.000Z' };
    expect(told('2026-06-03T12:00:00.000Z', newer, { sent: both })).toBe('urgent, 2026-06-03T11:00:00.000Z');
    expect(told('2026-06-03T12:00:00.000Z', newer, { sent: both, urgent: false })).toBe('nothing');
    expect(told('2026-06-03T12:00:00.000Z', { due: 1, urgentAt: '2026-06-01T08:59:00.000Z' }, { sent: both })).toBe(
      'nothing',
    );
  });

  it('nobody gets more than one mail an hour, whatever it is about', () => {
    const lastAt = '2026-06-03T06:30:00.000Z';
    expect(told('2026-06-03T07:29:59.999Z', three, { sent: { lastAt } })).toBe('nothing');
    expect(told('2026-06-03T07:30:00.000Z', three, { sent: { lastAt } })).toBe('3 due, for 2026-06-03T07:00:00.000Z');
  });

  it('in quiet hours nothing is told; it comes when they end, the hour that ends them included', () => {
    expect(told('2026-06-03T08:29:59.999Z', three, { quietHours })).toBe('nothing');
    expect(told('2026-06-03T08:30:00.000Z', three, { quietHours })).toBe('3 due, for 2026-06-03T07:00:00.000Z');
    const urgent = { due: 0, urgentAt: '2026-06-02T23:00:00.000Z' };
    expect(told('2026-06-02T20:00:00.000Z', { due: 0, urgentAt: '2026-06-02T19:59:00.000Z' })).toBe('nothing');
    expect(told('2026-06-03T06:29:59.999Z', urgent)).toBe('nothing');
    expect(told('2026-06-03T06:30:00.000Z', urgent)).toBe('urgent, 2026-06-02T23:00:00.000Z');
  });

  it('an address that is not confirmed gets its confirmation once, in quiet hours too, and nothing else', () => {
    const { confirmedAt: _, ...fresh } = address;
    const of: MailAddress = { ...fresh, status: 'unconfirmed' };
    expect(told('2026-06-01T22:00:00.000Z', three, { of })).toBe('confirmation, C1');
    expect(told('2026-06-02T08:00:00.000Z', three, { of, sent: { confirmation: 'C1' } })).toBe('nothing');
    expect(told('2026-06-05T09:00:00.000Z', three, { of })).toBe('confirmation, C1');
    const again = { confirmation: 'C0', lastAt: '2026-06-01T21:30:00.000Z' };
    expect(told('2026-06-01T22:00:00.000Z', three, { of, sent: again })).toBe('nothing');
    expect(told('2026-06-01T22:30:00.000Z', three, { of, sent: again })).toBe('confirmation, C1');
  });

  it('an address that failed, and nobody’s, get nothing', () => {
    expect(told('2026-06-03T07:00:00.000Z', three, { of: { ...address, status: 'failed' } })).toBe('nothing');
    expect(wantedMail(NO_NOTIFICATIONS, '2026-06-03T07:00:00.000Z')).toBeUndefined();
  });
});
