import { uuidV5 } from '@carethread/ledger';
import { TenantReader, type ServiceRuntime } from '@carethread/runtime';
import type { OpenAnswer, OpenPath } from '@carethread/service-kit';
import { notifications } from '../domain/notifications/decider.js';
import type { MailLanguage } from '../domain/notifications/choices.js';
import { mailAccounts, type MailAccount } from '../views/mail-accounts.js';
import { tokenHash } from '../http/me/tokens.js';

const PATH = '/confirm-address/:token';
const HOURLY = 30;

/**
 * Where the link in a confirmation leads. Programs that look at links before their reader does only open them, so that the address is
 * confirmed by the button.
 */
export const confirmPaths: readonly OpenPath[] = [
  {
    method: 'GET',
    path: PATH,
    hourly: HOURLY,
    answer: async (runtime, { token }) => {
      const found = await waiting(runtime, token);
      return found === undefined ? LAPSED : page(200, found.language, 'ask');
    },
  },
  {
    method: 'POST',
    path: PATH,
    hourly: HOURLY,
    answer: async (runtime, { token }) => {
      const found = await waiting(runtime, token);
      if (found === undefined) return LAPSED;
      const { account, language } = found;
      const { user, tenantId } = account;
      const hash = tokenHash(token);
      const commandId = uuidV5(user, 'confirm an address', hash);
      const command = { type: 'ConfirmMailAddress', tokenHash: hash };
      const wanted = { on: notifications, id: user, command, personId: null };
      await runtime.issue('confirm-address', wanted, { tenantId, commandId, correlationId: commandId });
      return page(200, language, 'done');
    },
  },
];

/** Whose address waits for this token, where one does. */
async function waiting(
  runtime: ServiceRuntime,
  token: string,
): Promise<{ readonly account: MailAccount; readonly language: MailLanguage } | undefined> {
  const [found] = await new TenantReader(runtime, '', true).find(mailAccounts, { confirms: tokenHash(token) });
  if (found === undefined) return undefined;
  const { tenantId, user } = found.doc;
  const { state, erased } = await new TenantReader(runtime, tenantId, true).state(notifications, user);
  const { address, choices } = state;
  if (erased || address?.status !== 'unconfirmed' || address.expiresAt <= runtime.now()) return undefined;
  return { account: found.doc, language: choices.language };
}

const WORDS = {
  en: {
    title: 'Confirm your address',
    ask: 'May Carethread send e-mail about your work to the address that this link was sent to?',
    button: 'Yes, send e-mail to this address',
    done: 'Your address is confirmed. You can change or stop e-mail in Carethread.',
  },
  cy: {
    title: 'Cadarnhau eich cyfeiriad',
    ask: 'A gaiff Carethread anfon e-bost am eich gwaith i’r cyfeiriad yr anfonwyd y ddolen hon iddo?',
    button: 'Caiff, anfonwch e-bost i’r cyfeiriad hwn',
    done: 'Mae eich cyfeiriad wedi’i gadarnhau. Gallwch newid neu atal e-bost yn Carethread.',
  },
} as const;

const LAPSED_WORDS = {
  en: {
    title: 'This link does not work any more',
    lapsed:
      'A link works once, and for 24 hours. If you have confirmed your address already, there is nothing to do. Otherwise sign in to Carethread, give your address again in your notifications, and use the link in the new e-mail.',
  },
  cy: {
    title: 'Nid yw’r ddolen hon yn gweithio mwyach',
    lapsed:
      'Mae dolen yn gweithio unwaith, ac am 24 awr. Os ydych eisoes wedi cadarnhau eich cyfeiriad, nid oes dim i’w wneud. Fel arall, mewngofnodwch i Carethread, rhowch eich cyfeiriad eto yn eich hysbysiadau, a defnyddiwch y ddolen yn yr e-bost newydd.',
  },
} as const;

/** Says nothing of anybody: whoever has the link learns that somebody gave an address, and no more. */
function page(status: number, language: MailLanguage, shows: 'ask' | 'done'): OpenAnswer {
  const { title, ask, button, done } = WORDS[language];
  const said =
    shows === 'done' ? `<p>${done}</p>` : `<p>${ask}</p><form method="post"><button>${button}</button></form>`;
  return html(status, language, title, `<h1>${title}</h1>${said}`);
}

function html(status: number, language: MailLanguage, title: string, main: string): OpenAnswer {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
    body: `<!doctype html><html lang="${language}"><head>${head}</head><body><main>${main}</main></body></html>`,
  };
}

/** The same for every link that leads nowhere: whose it was is not known any more, nor in which language they read. */
const LAPSED = html(
  404,
  'en',
  LAPSED_WORDS.en.title,
  (['en', 'cy'] as const)
    .map((language) => {
      const { title, lapsed } = LAPSED_WORDS[language];
      const tag = language === 'en' ? 'h1' : 'h2';
      return `<section lang="${language}"><${tag}>${title}</${tag}><p>${lapsed}</p></section>`;
    })
    .join(''),
);
