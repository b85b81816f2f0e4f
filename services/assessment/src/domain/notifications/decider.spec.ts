import { specify } from '@carethread/event-sourcing/testing';
import { notifications, type NotificationsCommand } from './decider.js';
import type { GivenAddress, NotificationsEvent } from './events.js';
import type { MailChoices } from './choices.js';

const spec = specify(notifications);
const now = '2026-03-02T09:00:00.000Z';
const choices: MailChoices = {
  digest: { at: '08:00', days: ['monday'] },
  urgent: true,
  timeZone: 'Europe/London',
  language: 'cy',
};
const email = 'synthetic.keyworker@example.org';
const confirmation = { id: 'C1', tokenHash: 'hash of a token' };
const owner = { userId: '00000000-0000-4000-8000-000000000007', role: 'KW' };
const payload: GivenAddress = {
  email,
  confirmationId: 'C1',
  tokenHash: 'hash of a token',
  expiresAt: '2026-03-03T09:00:00.000Z',
  owner,
};
const chosen: NotificationsEvent = { type: 'MailChoicesSet', payload: choices };
const given: NotificationsEvent = { type: 'MailAddressGiven', payload };
const confirmed: NotificationsEvent = { type: 'MailAddressConfirmed', payload: { confirmationId: 'C1' } };
const bounced: NotificationsEvent = { type: 'MailBounced', payload: { code: 550, owner } };
const set: NotificationsCommand = { type: 'SetNotifications', choices, email, confirmation };
const confirm: NotificationsCommand = { type: 'ConfirmMailAddress', tokenHash: 'hash of a token' };

describe('how a member of staff is told of their work', () => {
  it('PLAT-11: what they chose is kept once, and an address waits for its confirmation', () => {
    spec.given().when(set).then(chosen, given);
    spec.given(chosen, given).when(set).nothing();
    spec
      .given(chosen, given)
      .when({ ...set, choices: { ...choices, urgent: false } })
      .then({ type: 'MailChoicesSet' });
  });

  it('an address is asked for again where its confirmation has lapsed, or mail to it failed', () => {
    const later = { now: '2026-03-03T09:00:00.000Z' };
    spec.given(chosen, given).when(set, later).then({ type: 'MailAddressGiven' });
    spec.given(chosen, given, confirmed).when(set, later).nothing();
    spec.given(chosen, given, confirmed, bounced).when(set).then({ type: 'MailAddressGiven' });
  });

  it('quiet hours begin and end at different times', () => {
    const never: NotificationsCommand = {
      ...set,
      choices: { ...choices, quietHours: { from: '22:00', to: '22:00' } },
    };
    spec.given().when(never).refused('TIMESCALE_INVALID', ['quietHours']);
  });

  it('a token confirms the address once, within a day; what is wrong with another is not said', () => {
    spec.given(given).when(confirm).then(confirmed);
    spec.given(given).when(confirm, { now: '2026-03-03T08:59:59.999Z' }).then(confirmed);
    spec.given(given).when(confirm, { now: '2026-03-03T09:00:00.000Z' }).refused('NOT_FOUND', []);
    spec.given(given, confirmed).when(confirm).refused('NOT_FOUND', []);
    spec
      .given(given)
      .when({ ...confirm, tokenHash: 'another' })
      .refused('NOT_FOUND', []);
    spec.given().when(confirm).refused('NOT_FOUND', []);
    const another: NotificationsEvent = { type: 'MailAddressGiven', payload: { ...payload, tokenHash: 'newer' } };
    spec.given(given, another).when(confirm).refused('NOT_FOUND', []);
  });

  it('the day of a confirmation that went out late counts from then', () => {
    const late: NotificationsEvent = { type: 'MailSent', payload: { kind: 'confirmation', about: 'C1' } };
    const at = (recordedAt: string) => ({ ...late, meta: { recordedAt } });
    const sentLate = spec.given(given, at('2026-03-05T10:00:00.000Z'));
    sentLate.when(confirm, { now: '2026-03-06T09:59:59.999Z' }).then(confirmed);
    sentLate.when(confirm, { now: '2026-03-06T10:00:00.000Z' }).refused('NOT_FOUND', []);
    sentLate.when(set, { now: '2026-03-06T09:59:59.999Z' }).then({ type: 'MailChoicesSet' });
    sentLate
      .when(set, { now: '2026-03-06T10:00:00.000Z' })
      .then({ type: 'MailChoicesSet' }, { type: 'MailAddressGiven' });
    // What was sent for the address before it does not count for this one.
    const another: NotificationsEvent = { type: 'MailAddressGiven', payload: { ...payload, confirmationId: 'C2' } };
    spec
      .given(given, at('2026-03-05T10:00:00.000Z'), another)
      .when(confirm, { now: '2026-03-05T11:00:00.000Z' })
      .refused('NOT_FOUND', []);
  });

  it('an address goes when its user says so, or leaves it out', () => {
    const { email: _, ...without } = set;
    const removed = { type: 'MailAddressRemoved', payload: { because: 'requested' } } as const;
    spec.given(chosen, given, confirmed).when(without).then(removed);
    spec.given(given).when({ type: 'RemoveMailAddress', because: 'requested' }).then(removed);
    spec.given(given, removed).when({ type: 'RemoveMailAddress', because: 'requested' }).nothing();
  });

  it('an address that a mail server refuses has failed once; one given since has not', () => {
    const bounce: NotificationsCommand = { type: 'RecordBounce', confirmationId: 'C1', code: 550 };
    spec.given(given, confirmed).when(bounce).then(bounced);
    spec.given(given, confirmed, bounced).when(bounce).nothing();
    const another: NotificationsEvent = { type: 'MailAddressGiven', payload: { ...payload, confirmationId: 'C2' } };
    spec.given(given, another).when(bounce).nothing();
  });

  it('is the user’s own', () => {
    expect(notifications.holder(notifications.initial, { id: 'pseudonym' }, 'ownSettings')).toEqual({
      kind: 'staff',
      user: 'pseudonym',
    });
  });

  it('keeps what was sent last, and when', () => {
    const { state } = spec.given(
      given,
      { type: 'MailSent', payload: { kind: 'confirmation', about: 'C1' } },
      { type: 'MailSent', payload: { kind: 'digest', about: now }, meta: { recordedAt: '2026-03-02T10:00:00.000Z' } },
    );
    expect(state.sent).toEqual({ lastAt: '2026-03-02T10:00:00.000Z', confirmation: 'C1', digest: now });
  });
});
