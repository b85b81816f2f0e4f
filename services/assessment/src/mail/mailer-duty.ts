import { hmacSha256, uuidV5 } from '@carethread/ledger';
import { TenantReader, type Duty, type ServiceRuntime } from '@carethread/runtime';
import { notifications } from '../domain/notifications/decider.js';
import { confirmationText } from '../http/me/tokens.js';
import { mailAccounts } from '../views/mail-accounts.js';
import { Mailer } from './mailer.js';

/** E-mail to staff, sent by one replica; by none where the platform has no mail server. */
export const mailerDuty: Duty<ServiceRuntime> = {
  name: 'mailer',
  start: (runtime) => {
    const { mail, work, publicUrl, warn } = runtime.parts;
    if (mail === undefined || work === undefined) return Promise.resolve(() => Promise.resolve());
    const readerOf = (tenantId: string): TenantReader => new TenantReader(runtime, tenantId, true);
    const mailer = new Mailer({
      now: () => runtime.now(),
      time: () => performance.now(),
      accounts: async () => (await readerOf('').find(mailAccounts, {})).map(({ doc }) => doc),
      settingsOf: async ({ tenantId, user }) => {
        const { state, erased, damaged } = await readerOf(tenantId).state(notifications, user);
        return erased || damaged ? undefined : state;
      },
      record: ({ tenantId, user }, command, about) => {
        const commandId = uuidV5(user, 'mailer', about);
        const wanted = { on: notifications, id: user, command, personId: null };
        return runtime.issue('mailer', wanted, { tenantId, commandId, correlationId: commandId });
      },
      tokenOf: async ({ tenantId }, confirmationId) =>
        hmacSha256(await runtime.secret(tenantId), confirmationText(confirmationId)).toString('hex'),
      work,
      mail,
      site: publicUrl?.replace(/\/$/, ''),
      warn,
    });
    const end = runtime.onClock(() => mailer.look());
    return Promise.resolve(async () => {
      end();
      await mailer.stop();
    });
  },
};
