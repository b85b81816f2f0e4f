import type { MailLanguage } from './choices.js';
import type { Mail } from './due-mail.js';

/** A mail as it is written: plain text, with nothing in it that is about anybody. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** What a confirmation says besides: the address of a page, or the code itself where the platform has no address. */
export interface Written {
  readonly language: MailLanguage;
  /** The platform's own address, where its operator named one. */
  readonly site?: string;
  /** Of a confirmation. */
  readonly token?: string;
}

interface Words {
  readonly subject: string;
  readonly digest: (due: number) => string;
  readonly urgent: string;
  readonly confirmSubject: string;
  readonly confirmByLink: (link: string) => string;
  readonly confirmByCode: (code: string) => string;
  readonly confirmEnd: string;
  readonly end: string;
}

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: 'Carethread',
    digest: (due) =>
      due === 1
        ? 'You have 1 thing due by tomorrow. Sign in to see it.'
        : `You have ${due} things due by tomorrow. Sign in to see them.`,
    urgent: 'Something in Carethread needs you.',
    confirmSubject: 'Carethread: confirm your address',
    confirmByLink: (link) => `Confirm that Carethread may send e-mail to this address:\n\n${link}`,
    confirmByCode: (code) =>
      `Confirm that Carethread may send e-mail to this address. Sign in and enter this code:\n\n${code}`,
    confirmEnd: 'This is valid for 24 hours. If you did not ask for it, you need do nothing.',
    end: 'You asked for this e-mail. You can change or stop it in Carethread.',
  },
  cy: {
    subject: 'Carethread',
    // A number before a noun changes how the noun begins in Welsh, so the number stands apart.
    digest: (due) => `Nifer y pethau i’w gwneud erbyn yfory: ${due}. Mewngofnodwch i’w gweld.`,
    urgent: 'Mae angen eich sylw ar rywbeth yn Carethread.',
    confirmSubject: 'Carethread: cadarnhau eich cyfeiriad',
    confirmByLink: (link) => `Cadarnhewch y caiff Carethread anfon e-bost i’r cyfeiriad hwn:\n\n${link}`,
    confirmByCode: (code) =>
      `Cadarnhewch y caiff Carethread anfon e-bost i’r cyfeiriad hwn. Mewngofnodwch a rhowch y cod hwn:\n\n${code}`,
    confirmEnd: 'Mae hyn yn ddilys am 24 awr. Os na wnaethoch ofyn amdano, nid oes angen gwneud dim.',
    end: 'Gofynnoch am yr e-bost hwn. Gallwch ei newid neu ei atal yn Carethread.',
  },
};

/** The words of a mail, in the user's language. */
export function letterOf(mail: Mail, { language, site, token = '' }: Written): Letter {
  const words = WORDS[language];
  switch (mail.kind) {
    case 'confirmation': {
      const ask =
        site === undefined ? words.confirmByCode(token) : words.confirmByLink(`${site}/confirm-address/${token}`);
      return { subject: words.confirmSubject, text: paragraphs(ask, words.confirmEnd) };
    }
    case 'digest':
      return { subject: words.subject, text: paragraphs(words.digest(mail.due), site, words.end) };
    case 'urgent':
      return { subject: words.subject, text: paragraphs(words.urgent, site, words.end) };
  }
}

const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
