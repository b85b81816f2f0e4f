import type Provider from 'oidc-provider';
import { presentItems } from '@carethread/ledger';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { accountOf } from './people-sign-in.js';
import type { People } from './account.js';
import { choicePage, messagePage, STYLE } from './choice-page.js';

/** A chosen account fits in it many times. */
const LONGEST_FORM = 1_024;
const CHOICE = /^\/interaction\/[\w-]+$/;

/** Sends a page under the policy of the platform's own pages; forms go to this server, and back to the application. */
export function pageHeaders(people: People): Readonly<Record<string, string>> {
  const application = people.application();
  const forms = presentItems("'self'", application && new URL(application.url).origin).join(' ');
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; form-action ${forms}; frame-ancestors 'none'; base-uri 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** Answers what the library leaves to us: the choice of somebody. Says whether the request was for that. */
export async function answerChoice(
  provider: Provider,
  people: People,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { url = '', method } = request;
  if (url === '/demo.css') {
    response.writeHead(200, { 'content-type': 'text/css', 'x-content-type-options': 'nosniff' }).end(STYLE);
    return true;
  }
  if (!CHOICE.test(url)) return false;
  const show = (status: number, page: string): void => {
    response.writeHead(status, { ...pageHeaders(people), 'content-type': 'text/html; charset=utf-8' }).end(page);
  };
  try {
    await provider.interactionDetails(request, response);
    const account = method === 'POST' ? accountOf(people, await chosen(request)) : undefined;
    if (account === undefined) show(200, await choicePage(people.accounts, url));
    else await provider.interactionFinished(request, response, { login: { accountId: account.userId } });
  } catch {
    show(400, await messagePage('Start again', 'This choice was made, or took too long. Go back and sign in again.'));
  }
  return true;
}

async function chosen(request: IncomingMessage): Promise<string | undefined> {
  let form = '';
  for await (const chunk of request) {
    form += String(chunk);
    if (form.length > LONGEST_FORM) return undefined;
  }
  return new URLSearchParams(form).get('userId') ?? undefined;
}
