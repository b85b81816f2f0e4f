import { Refusal } from '@carethread/contracts';
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
      const { language } = await waiting(runtime, token);
      return page(200, language, 'ask');
    },
  },
  {
    method: 'POST',
    path: PATH,
    hourly: HOURLY,
    answer: async (runtime, { token }) => {
      const { account, language } = await waiting(runtime, token);
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

/** Whose address waits for this token. Throws NOT_FOUND. */
async function waiting(
  runtime: ServiceRuntime,
  token: string,
): Promise<{ readonly account: MailAccount; readonly language: MailLanguage }> {
  const [found] = await new TenantReader(runtime, '', true).find(mailAccounts, { confirms: tokenHash(token) });
  if (found === undefined) throw new Refusal('NOT_FOUND');
  const { tenantId, user } = found.doc;
  const { state, erased } = await new TenantReader(runtime, tenantId, true).state(notifications, user);
  const { address, choices } = state;
  if (erased || address?.status !== 'unconfirmed' || address.expiresAt <= runtime.now()) throw new Refusal('NOT_FOUND');
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

/** Says nothing of anybody: whoever has the link learns that somebody gave an address, and no more. */
function page(status: number, language: MailLanguage, shows: 'ask' | 'done'): OpenAnswer {
  const { title, ask, button, done } = WORDS[language];
  const said =
    shows === 'done' ? `<p>${done}</p>` : `<p>${ask}</p><form method="post"><button>${button}</button></form>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
    body: `<!doctype html><html lang="${language}"><head>${head}</head><body><main><h1>${title}</h1>${said}</main></body></html>`,
  };
}
