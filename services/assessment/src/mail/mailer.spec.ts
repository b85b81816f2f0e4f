import { evolveWith } from '@carethread/event-sourcing';
import { decideIn, specContext, specMeta } from '@carethread/event-sourcing/testing';
import { addMillis } from '@carethread/calendar';
import type { Instant } from '@carethread/ledger';
import { WorkUnavailable, type MailOutcome, type OutgoingMail } from '@carethread/runtime';
import { MemoryWork } from '@carethread/service-kit/testing';
import { notifications, type NotificationsCommand } from '../domain/notifications/decider.js';
import type { MailChoices } from '../domain/notifications/choices.js';
import type { NotificationsState } from '../domain/notifications/state.js';
import type { MailAccount } from '../views/mail-accounts.js';
import { Mailer } from './mailer.js';

const { tenantId } = specMeta;
const choices: MailChoices = {
  digest: { at: '08:00', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
  urgent: true,
  timeZone: 'Europe/London',
  language: 'en',
};
const taken: MailOutcome = { outcome: 'taken' };
const away: MailOutcome = { outcome: 'later', of: 'server' };

/** A platform of synthetic users, each with an address that is confirmed; what is sent and recorded is kept. */
class World {
  now: Instant = '2026-06-01T09:00:00.000Z';
  /** Real time. */
  time = 0;
  readonly settings = new Map<string, NotificationsState>();
  readonly recorded = new Set<string>();
  readonly work = new MemoryWork();
  readonly sent: OutgoingMail[] = [];
  readonly warned: string[] = [];
  answers: (mail: OutgoingMail) => MailOutcome = () => taken;
  recording: () => Promise<void> = () => Promise.resolve();

  mailer(): Mailer {
    return new Mailer({
      now: () => this.now,
      time: () => this.time,
      accounts: () => Promise.resolve([...this.settings.keys()].map((user) => ({ user, tenantId, confirms: null }))),
      settingsOf: ({ user }) => Promise.resolve(this.settings.get(user)),
      record: async (account, command, about) => {
        await this.recording();
        if (!this.recorded.has(`${account.user} ${about}`)) this.does(account, command);
        this.recorded.add(`${account.user} ${about}`);
      },
      tokenOf: (_, confirmationId) => Promise.resolve(`token of ${confirmationId}`),
      work: this.work,
      mail: {
        send: (mail) => {
          const outcome = this.answers(mail);
          if (outcome.outcome === 'taken') this.sent.push(mail);
          return Promise.resolve(outcome);
        },
      },
      warn: (message) => this.warned.push(message),
    });
  }

  does({ user }: Pick<MailAccount, 'user'>, command: NotificationsCommand): void {
    const before = this.settings.get(user) ?? notifications.initial;
    const meta = { ...specMeta, recordedAt: this.now };
    const after = decideIn(notifications, command, before, specContext({ now: this.now })).reduce(
      (state, { type, payload }) => evolveWith(notifications, state, { type, payload, meta }),
      before,
    );
    this.settings.set(user, after);
  }

  joins(user: string, more: Partial<MailChoices> = {}): void {
    const email = `synthetic.${user}@example.org`;
    const confirmation = { id: `C of ${user}`, tokenHash: `H of ${user}` };
    this.does({ user }, { type: 'SetNotifications', choices: { ...choices, ...more }, email, confirmation });
    this.does({ user }, { type: 'ConfirmMailAddress', tokenHash: `H of ${user}` });
  }

  texts(): readonly string[] {
    return this.sent.map(({ to, text }) => `${to.slice(10, -12)}: ${text.split('\n')[0] ?? ''}`);
  }
}

describe('the mailer', () => {
  const digest = '2026-06-02T07:00:00.000Z';
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  const later = (millis: number): void => {
    world.now = addMillis(world.now, millis);
    world.time += millis;
  };

  it('PLAT-21: tells each user of their own work at their own time, once', async () => {
    for (const user of ['ann', 'ben', 'cal']) world.joins(user);
    world.joins('dai', { timeZone: 'Asia/Tokyo', language: 'cy' });
    world.work.has('ann', { due: 3 }).has('cal', { due: 1 }).has('dai', { due: 2 });
    const mailer = world.mailer();
    world.now = '2026-06-01T23:00:00.000Z';
    await mailer.look();
    expect(world.texts()).toEqual([expect.stringContaining('dai: Nifer y pethau i’w gwneud erbyn yfory: 2.')]);
    world.now = digest;
    await mailer.look();
    expect(world.texts().slice(1)).toEqual([
      'ann: You have 3 things due by tomorrow. Sign in to see them.',
      'cal: You have 1 thing due by tomorrow. Sign in to see it.',
    ]);
    later(2 * 3_600_000);
    await mailer.look();
    await world.mailer().look();
    expect(world.sent).toHaveLength(3);
  });

  it('asks once for a summary that has nothing to say', async () => {
    world.joins('ann', { urgent: false });
    const mailer = world.mailer();
    world.now = digest;
    await mailer.look();
    later(60_000);
    await mailer.look();
    expect([world.work.asked, world.sent]).toEqual([1, []]);
  });

  it('sends a confirmation to the address alone, with a token that is kept nowhere', async () => {
    const confirmation = { id: 'C1', tokenHash: 'H' };
    world.does(
      { user: 'ann' },
      { type: 'SetNotifications', choices, email: 'synthetic.ann@example.org', confirmation },
    );
    await world.mailer().look();
    expect(world.sent.map(({ to, text }) => [to, text.includes('token of C1')])).toEqual([
      ['synthetic.ann@example.org', true],
    ]);
    expect(JSON.stringify(world.settings.get('ann'))).not.toContain('token of');
    expect(world.work.asked).toBe(0);
  });

  it('a crash between sending and recording repeats that one mail, under the same id, and no other', async () => {
    for (const user of ['ann', 'ben', 'cal']) world.joins(user);
    for (const user of ['ann', 'ben', 'cal']) world.work.has(user, { due: 1 });
    world.now = digest;
    world.recording = () => (world.sent.length === 2 ? Promise.reject(new Error('killed')) : Promise.resolve());
    await expect(world.mailer().look()).rejects.toThrow('killed');
    world.recording = () => Promise.resolve();
    await world.mailer().look();
    expect(world.sent.map(({ to }) => to.slice(10, 13))).toEqual(['ann', 'ben', 'ben', 'cal']);
    expect(world.sent[1]?.id).toBe(world.sent[2]?.id);
    expect(new Set(world.sent.map(({ id }) => id)).size).toBe(3);
  });

  it('a mail that was sent and cannot be recorded is not sent again by the same process, and nothing else before it', async () => {
    world.joins('ann');
    world.joins('ben');
    world.work.has('ann', { due: 1 }).has('ben', { due: 1 });
    world.now = digest;
    const mailer = world.mailer();
    world.recording = () => Promise.reject(new Error('the log is away'));
    for (let second = 0; second < 3; second++) await expect(mailer.look()).rejects.toThrow('the log is away');
    expect(world.sent).toHaveLength(1);
    world.recording = () => Promise.resolve();
    await mailer.look();
    expect(world.sent).toHaveLength(2);
  });

  it('a server that is away is tried again after growing gaps; nothing is lost, and nothing comes twice', async () => {
    world.joins('ann');
    world.joins('ben');
    world.work.has('ann', { due: 1 }).has('ben', { due: 1 });
    world.now = digest;
    const mailer = world.mailer();
    const tries: number[] = [];
    world.answers = () => {
      tries.push(world.time);
      return away;
    };
    for (let second = 0; second < 1_000; second++) {
      await mailer.look();
      later(1_000);
    }
    expect(tries).toEqual([0, 30_000, 90_000, 210_000, 450_000, 930_000]);
    world.answers = () => taken;
    later(20 * 60_000);
    await mailer.look();
    expect(world.sent).toHaveLength(2);
  });

  it('an address that is refused for good gets nothing more, and is no reason to keep others waiting', async () => {
    for (const user of ['ann', 'ben', 'cal']) world.joins(user);
    for (const user of ['ann', 'ben', 'cal']) world.work.has(user, { due: 1 });
    world.now = digest;
    world.answers = ({ to }) =>
      to.includes('ann')
        ? { outcome: 'refused', code: 550 }
        : to.includes('ben')
          ? { outcome: 'later', of: 'address' }
          : taken;
    const mailer = world.mailer();
    await mailer.look();
    expect(world.texts()).toHaveLength(1);
    expect(world.settings.get('ann')?.address?.status).toBe('failed');
    world.answers = () => taken;
    later(60_000);
    await mailer.look();
    expect(world.sent.map(({ to }) => to.slice(10, 13))).toEqual(['cal', 'ben']);
  });

  it('while a service does not say what there is to do, no number is given', async () => {
    world.joins('ann');
    world.work.has('ann', { due: 1 });
    world.work.away = new WorkUnavailable('synthetic');
    world.now = digest;
    const mailer = world.mailer();
    await mailer.look();
    expect([world.sent, world.warned]).toEqual([[], ['what users have to do could not be counted']]);
    world.work.away = undefined;
    later(60_000);
    await mailer.look();
    expect(world.sent).toHaveLength(1);
  });

  it('an address that is taken back while others are mailed gets nothing', async () => {
    world.joins('ann');
    world.joins('ben');
    world.work.has('ann', { due: 1 }).has('ben', { due: 1 });
    world.now = digest;
    world.answers = () => {
      world.does({ user: 'ben' }, { type: 'RemoveMailAddress', because: 'requested' });
      return taken;
    };
    await world.mailer().look();
    expect(world.texts()).toHaveLength(1);
  });

  it('stops with the mail that it is sending', async () => {
    world.joins('ann');
    world.joins('ben');
    world.work.has('ann', { due: 1 }).has('ben', { due: 1 });
    world.now = digest;
    const mailer = world.mailer();
    const looking = mailer.look();
    await mailer.stop();
    await looking;
    expect(world.sent.length).toBeLessThan(2);
  });
});
