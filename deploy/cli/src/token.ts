import { randomUUID } from 'node:crypto';
import type { Outcome } from './verb.js';

/** Whom a token is asked for; without roles, one of the users that demo mode knows. */
export interface TokenWish {
  readonly url: string;
  readonly userId: string | undefined;
  readonly roles: string | undefined;
  readonly tenant: string | undefined;
  readonly organisation: string | undefined;
  readonly person: string | undefined;
  readonly services: string | undefined;
  readonly qualifications: string | undefined;
  readonly 'expires-in': string | undefined;
}

/** A token of the built-in issuer, from the door of a platform that runs in demo or test mode. Throws where none is given. */
export async function token(wish: TokenWish): Promise<Outcome> {
  const body = wish.roles === undefined ? { userId: wish.userId ?? (await firstUser(wish.url)) } : claimsOf(wish);
  const answer = await ask(wish.url, '/test/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { readonly accessToken?: string; readonly detail?: string };
  if (!answer.ok || said.accessToken === undefined)
    throw new Error(`${wish.url} gives no token: ${answer.status} ${said.detail ?? ''}`.trim());
  return { code: 0, said: { ...body, ...said }, lines: [said.accessToken] };
}

function claimsOf(wish: TokenWish): object {
  const list = (text: string | undefined): readonly string[] | undefined => text?.split(',').map((one) => one.trim());
  const expiresIn = wish['expires-in'];
  if (expiresIn !== undefined && !/^[1-9]\d{0,7}$/.test(expiresIn))
    throw new Error('expires-in is a number of seconds');
  return {
    userId: wish.userId ?? randomUUID(),
    roles: list(wish.roles),
    tenantId: wish.tenant ?? randomUUID(),
    organisationId: wish.organisation,
    personId: wish.person,
    serviceIds: list(wish.services),
    qualifications: list(wish.qualifications),
    expiresIn: expiresIn === undefined ? undefined : Number(expiresIn),
  };
}

async function firstUser(url: string): Promise<string> {
  const answer = await ask(url, '/demo/users');
  const { items = [] } = answer.ok ? ((await answer.json()) as { items?: readonly { userId: string }[] }) : {};
  const [first] = items;
  if (first === undefined) throw new Error(`${url} lists no users of a demo: say --roles, as in token --roles KW`);
  return first.userId;
}

async function ask(url: string, path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url + path, init);
  } catch {
    throw new Error(`no platform answers at ${url}: start one, or say where with --url`);
  }
}
