import { metrics } from '@opentelemetry/api';
import { SCOPE, type MailServer } from '@carethread/runtime';
import type { Settings } from '../settings/settings.js';

/** The mail server that the settings name. Its driver is loaded only where there is one. */
export async function openMailServer({
  smtp,
  mailFrom,
  mode,
}: Pick<Settings, 'smtp' | 'mailFrom' | 'mode'>): Promise<MailServer | undefined> {
  if (smtp === undefined || mailFrom === undefined) return undefined;
  const { SmtpMail } = await import('@carethread/mail-smtp');
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(smtp).hostname);
  return counted(new SmtpMail({ url: smtp, from: mailFrom, requireTls: mode === 'production' && !isHere }));
}

/** Counts mails by what became of them, and by nothing else. */
function counted(server: MailServer): MailServer {
  const mails = metrics.getMeter(SCOPE).createCounter('carethread_mails_total', {
    description: 'Mails handed to the mail server, by whether it took them',
  });
  return {
    send: async (mail) => {
      const sent = await server.send(mail);
      mails.add(1, { outcome: sent.outcome });
      return sent;
    },
  };
}
