import type { SettingsOf, SettingTexts } from './setting-texts.js';

/** Whether and how the platform sends e-mail, and where it learns what users have to do. */
export interface MailSettings {
  readonly smtp: string | undefined;
  readonly mailFrom: string | undefined;
  readonly operators: Readonly<Record<string, readonly string[]>>;
}

export const MAIL: SettingsOf<MailSettings> = {
  smtp: {
    name: 'CARETHREAD_SMTP_URL',
    standard: '',
    about:
      'The mail server to which the process that runs `assessment` hands e-mail to staff: `smtps://user:password@host:465`, or `smtp://host:587` with STARTTLS, which production requires but on loopback. Empty: the platform sends no e-mail.',
  },
  mailFrom: {
    name: 'CARETHREAD_MAIL_FROM',
    standard: '',
    about: 'Whom e-mail comes from: `no-reply@example.org` or `Carethread <no-reply@example.org>`.',
  },
  operators: {
    name: 'CARETHREAD_OPERATORS',
    standard: '',
    about:
      'Where the operator’s ports of the other services are, for the counts in e-mail and for calendars: `risk=http://host:port,review=…`, copies separated by `|`. Empty: by the addresses that processes leave in the data folder.',
  },
};

const SMTP = /^smtps?:\/\/[^/?#\s]+\/?$/;
const FROM = /^([^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;
const ORIGIN = /^https?:\/\/[^/?#@\s]+$/;

export function readMail(texts: SettingTexts): MailSettings {
  const settings: MailSettings = {
    smtp: texts.optional(MAIL.smtp),
    mailFrom: texts.optional(MAIL.mailFrom),
    operators: readOperators(texts),
  };
  if (settings.smtp !== undefined && !SMTP.test(settings.smtp))
    texts.refuse(
      MAIL.smtp,
      'must read smtps://host:port or smtp://host:port, with user:password@ where it asks for them',
    );
  if (settings.mailFrom !== undefined && !FROM.test(settings.mailFrom))
    texts.refuse(MAIL.mailFrom, 'must be an e-mail address, or a name with one in <>');
  if (settings.smtp !== undefined && settings.mailFrom === undefined)
    texts.refuse(MAIL.mailFrom, `is empty: ${MAIL.smtp.name} needs it`);
  return settings;
}

function readOperators(texts: SettingTexts): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const part of texts.list(MAIL.operators)) {
    const [name = '', copies = ''] = part.split(/=(.*)/s).map((one) => one.trim());
    const urls = copies.split('|').map((url) => url.trim());
    if (name === '' || !urls.every((url) => ORIGIN.test(url)))
      texts.refuse(MAIL.operators, 'must read service=http://host:port,…');
    found[name] = urls;
  }
  return found;
}
