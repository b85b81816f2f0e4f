import { addMillis } from '@carethread/calendar';
import { present, uuidV5, type Instant } from '@carethread/ledger';
import type { UserWork, Worker } from '@carethread/runtime';
import { mailOf, wantedMail, type Mail, type WantedMail } from '../domain/notifications/due-mail.js';
import { letterOf, type Written } from '../domain/notifications/letters.js';
import { endOfTomorrow } from '../domain/notifications/mail-times.js';
import type { MailAddress, NotificationsState } from '../domain/notifications/state.js';
import type { MailAccount } from '../views/mail-accounts.js';
import type { MailSite } from './mail-site.js';
import { Retries } from './retries.js';

/** How often the platform's clock has it look who is to be mailed. */
const EVERY_MS = 30_000;
/** How often it asks the services for what is urgent: a mail about it comes once an hour at most. */
const URGENT_EVERY_MS = 5 * 60_000;

interface Addressee {
  readonly account: MailAccount;
  readonly address: MailAddress;
  readonly settings: NotificationsState;
  readonly wanted: WantedMail;
}

/**
 * Sends each user the mail that is due to them, one after the other: it is recorded once the server has taken it, and nothing else is
 * sent before that. A process that ends in between repeats that one mail, under the same id.
 */
export class Mailer {
  readonly #retries: Retries;
  /** Summaries that had nothing to say: they are not asked for again. */
  readonly #empty = new Map<string, Instant>();
  #unrecorded: (() => Promise<void>) | undefined;
  #looked: Instant = '';
  #lookedForUrgent: Instant = '';
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(readonly at: MailSite) {
    this.#retries = new Retries(at.time);
  }

  /** Called whenever the clock has moved; one that comes while mails are sent waits for these. */
  look(): Promise<void> {
    this.#running ??= this.#look().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Resolves once nothing is being sent any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #look(): Promise<void> {
    const now = this.at.now();
    if (!this.#retries.mayTry('server') || (this.#looked !== '' && now < addMillis(this.#looked, EVERY_MS))) return;
    // What was sent and could not be recorded comes first: it would be sent again else.
    await this.#unrecorded?.();
    this.#unrecorded = undefined;
    const forUrgent = this.#lookedForUrgent === '' || now >= addMillis(this.#lookedForUrgent, URGENT_EVERY_MS);
    const addressees = await this.#addressees(now, forUrgent);
    const work = await this.#workOf(addressees, now);
    for (const addressee of addressees) {
      if (this.#stopped || !this.#retries.mayTry('server')) return;
      await this.#tell(addressee, work);
    }
    this.#looked = now;
    if (forUrgent) this.#lookedForUrgent = now;
  }

  async #addressees(now: Instant, forUrgent: boolean): Promise<readonly Addressee[]> {
    const found: Addressee[] = [];
    for (const account of await this.at.accounts()) {
      if (!this.#retries.mayTry(account.user)) continue;
      const settings = await this.at.settingsOf(account);
      const wanted = settings && this.#asked(account, wantedMail(settings, now), forUrgent);
      if (settings?.address !== undefined && wanted !== undefined)
        found.push({ account, settings, address: settings.address, wanted });
    }
    return found;
  }

  /** What is worth asking the services for now. */
  #asked({ user }: MailAccount, wanted: WantedMail | undefined, forUrgent: boolean): WantedMail | undefined {
    if (wanted?.about !== 'work') return wanted;
    const digest = this.#empty.get(user) === wanted.digest ? undefined : wanted.digest;
    const urgentAfter = forUrgent ? wanted.urgentAfter : undefined;
    return digest === undefined && urgentAfter === undefined
      ? undefined
      : present<WantedMail & { readonly about: 'work' }>({ about: 'work', digest, urgentAfter });
  }

  /** By user; of those whose services do not all answer, nothing: they are asked again later. */
  async #workOf(addressees: readonly Addressee[], now: Instant): Promise<ReadonlyMap<string, UserWork>> {
    const found = new Map<string, UserWork>();
    const groups = new Map<
      string,
      { readonly tenantId: string; readonly dueBy: Instant; readonly workers: Worker[] }
    >();
    for (const { account, address, settings, wanted } of addressees) {
      if (wanted.about !== 'work') continue;
      const { tenantId, user } = account;
      const dueBy = endOfTomorrow(settings.choices, now);
      const group = groups.get(`${tenantId} ${dueBy}`) ?? { tenantId, dueBy, workers: [] };
      groups.set(`${tenantId} ${dueBy}`, group);
      const { role, organisationId } = address.owner;
      group.workers.push(present<Worker>({ user, role, organisationId }));
    }
    for (const { tenantId, dueBy, workers } of groups.values())
      try {
        for (const work of await this.at.work.countedFor(tenantId, workers, { now, dueBy })) found.set(work.user, work);
      } catch (error) {
        this.at.warn('what users have to do could not be counted', { error: nameOf(error), users: workers.length });
      }
    return found;
  }

  async #tell({ account, wanted, address }: Addressee, work: ReadonlyMap<string, UserWork>): Promise<void> {
    const { user } = account;
    const counted = work.get(user);
    if (wanted.about === 'work' && counted === undefined) return;
    const mail = mailOf(wanted, counted ?? { due: 0 });
    if (mail === undefined) {
      if (wanted.about === 'work' && wanted.digest !== undefined) this.#empty.set(user, wanted.digest);
      return;
    }
    // Meanwhile the user may have taken the address back, or given another.
    const settings = await this.at.settingsOf(account);
    if (settings?.address?.confirmationId !== address.confirmationId || settings.address.status !== address.status)
      return;
    await this.#send(account, settings, settings.address, mail);
  }

  async #send(account: MailAccount, settings: NotificationsState, { email, confirmationId }: MailAddress, mail: Mail) {
    const { user } = account;
    const about = `${mail.kind} ${mail.about}`;
    const token = mail.kind === 'confirmation' ? await this.at.tokenOf(account, confirmationId) : undefined;
    const words = present<Written>({ language: settings.choices.language, site: this.at.site, token });
    const sent = await this.at.mail.send({ id: uuidV5(user, 'mail', about), to: email, ...letterOf(mail, words) });
    if (sent.outcome === 'later') {
      this.#retries.failed(sent.of === 'server' ? 'server' : user);
      this.at.warn('a mail could not be handed over', { of: sent.of, kind: mail.kind });
      return;
    }
    this.#retries.succeeded('server');
    this.#retries.succeeded(user);
    const { kind } = mail;
    this.#unrecorded = () =>
      sent.outcome === 'taken'
        ? this.at.record(account, { type: 'RecordMailSent', kind, about: mail.about }, about)
        : this.at.record(
            account,
            { type: 'RecordBounce', confirmationId, code: sent.code },
            `bounce ${confirmationId}`,
          );
    await this.#unrecorded();
    this.#unrecorded = undefined;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
