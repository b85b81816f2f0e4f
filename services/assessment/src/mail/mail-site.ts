import type { Instant } from '@carethread/ledger';
import type { MailServer, Warn, WorkOfUsers } from '@carethread/runtime';
import type { NotificationsCommand } from '../domain/notifications/decider.js';
import type { NotificationsState } from '../domain/notifications/state.js';
import type { MailAccount } from '../views/mail-accounts.js';

/** What the mailer reads, sends and records by. */
export interface MailSite {
  /** By the platform's clock. */
  readonly now: () => Instant;
  /** Real time, in milliseconds: by it failures are tried again. */
  readonly time: () => number;
  readonly accounts: () => Promise<readonly MailAccount[]>;
  /** How somebody wants to be told; undefined where their key was destroyed. */
  readonly settingsOf: (account: MailAccount) => Promise<NotificationsState | undefined>;
  /** Once for each `about`, however often it is recorded. */
  readonly record: (account: MailAccount, command: NotificationsCommand, about: string) => Promise<void>;
  readonly tokenOf: (account: MailAccount, confirmationId: string) => Promise<string>;
  readonly work: WorkOfUsers;
  readonly mail: MailServer;
  /** The platform's own address, where it has one. */
  readonly site?: string | undefined;
  readonly warn: Warn;
}
