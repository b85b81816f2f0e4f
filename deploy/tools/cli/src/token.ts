import { isPlain } from '@carethread/contracts';
import { isText, listMember, listOf, optional, presentItems, present, shapeOf, textMember } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import type { Outcome } from './verb.js';

/** Whom a token is for; without roles, one of the users that demo mode lists. */
export interface TokenOptions {
  readonly url: string;
  readonly userId?: string | undefined;
  readonly roles?: string | undefined;
  readonly tenant?: string | undefined;
  readonly organisation?: string | undefined;
  readonly person?: string | undefined;
  readonly services?: string | undefined;
  readonly qualifications?: string | undefined;
  readonly expiresIn?: number | undefined;
}

/** The claims of a token, and a line on those that the command line left open. */
interface TokenRequest {
  readonly body: object;
  readonly chosen: string;
}

/** One of the users that a platform in demo mode lists. */
interface DemoUser {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly needs?: readonly string[];
}

const areDemoUsers = listOf(
  shapeOf<DemoUser>({ userId: isText, name: isText, roles: listOf(isText), needs: optional(listOf(isText)) }),
);

/**
 * A token of the built-in issuer of a platform that runs in demo or test mode. Throws where none is given.
 * @param say prints whose token it is, so that a chosen user or an invented tenant is not taken for one that was named
 */
export async function token(options: TokenOptions, say: (line: string) => void): Promise<Outcome> {
  const users = await demoUsers(options.url);
  const { body, chosen } = users === undefined ? claimsOf(options) : demoUserOf(options, users);
  const answer = await request(options.url, '/test/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const issued: unknown = await answer.json().catch(() => undefined);
  const accessToken = textMember(issued, 'accessToken');
  if (!answer.ok || accessToken === undefined || !isPlain(issued))
    throw new Error(
      users === undefined && answer.status === 404
        ? `${options.url} gives no tokens: it runs in production, whose issuer gives them, or it is no Carethread`
        : `${options.url} gives no token: ${answer.status} ${textMember(issued, 'detail') ?? ''}`.trim(),
    );
  say(chosen);
  return { code: 0, result: { ...body, ...issued }, lines: [accessToken] };
}

/** Test mode issues a token of any claims. Throws for claims that would see nothing. */
function claimsOf(options: TokenOptions): TokenRequest {
  if (options.roles === undefined)
    throw new Error(`${options.url} lists no users of a demo: give --roles, as in token --roles KW --tenant ID`);
  if (options.person !== undefined && options.tenant === undefined)
    throw new Error('--person needs --tenant: the tenant in which the person is registered, or the token sees nothing');
  const [userId, tenantId] = [options.userId ?? randomUUID(), options.tenant ?? randomUUID()];
  const roles = list(options.roles) ?? [];
  return {
    body: {
      userId,
      roles,
      tenantId,
      organisationId: options.organisation,
      personId: options.person,
      serviceIds: list(options.services),
      qualifications: list(options.qualifications),
      expiresIn: options.expiresIn,
    },
    chosen: presentItems(
      `a token of ${roles.join(' and ')}`,
      `user ${userId}${options.userId === undefined ? ' (new)' : ''}`,
      `tenant ${tenantId}${options.tenant === undefined ? ' (new: it sees nothing of another; --tenant ID names one)' : ''}`,
      options.organisation === undefined ? 'no organisation' : `organisation ${options.organisation}`,
      options.person === undefined ? undefined : `person ${options.person}`,
    ).join(', '),
  };
}

function list(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').map((one) => one.trim());
}

/** Demo mode gives tokens of its own users alone, as they are. Throws with the list of them for any other. */
function demoUserOf(options: TokenOptions, users: readonly DemoUser[]): TokenRequest {
  const refused = (why: string): Error =>
    new Error(
      [
        `${options.url} runs in demo mode: ${why}. It gives tokens of these users: token USER`,
        ...users.map(lineOf),
      ].join('\n  '),
    );
  const claims = (['roles', 'tenant', 'organisation', 'services', 'qualifications', 'expiresIn'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (claims.length > 0)
    throw refused(
      `its users are as they are, and ${claims.map((name) => (name === 'expiresIn' ? '--expires-in' : `--${name}`)).join(', ')} can be given in test mode only`,
    );
  const user =
    options.userId === undefined ? users.find(({ needs }) => needs === undefined) : find(users, options.userId);
  if (user === undefined) throw refused(`it has no user ${options.userId ?? ''}`);
  const needsPerson = user.needs?.includes('personId') === true;
  if (needsPerson && options.person === undefined)
    throw refused(`${user.name} needs --person ID, of somebody who is registered`);
  if (!needsPerson && options.person !== undefined) throw refused(`${user.name} takes no --person`);
  const named = `${user.name}, ${user.roles.join(' and ')}, user ${user.userId}`;
  return {
    body: present({ userId: user.userId, personId: options.person }),
    chosen:
      options.userId === undefined
        ? `no user was named: a token of the first that the demo lists, ${named}; others: curl ${options.url}/demo/users`
        : `a token of ${named}`,
  };
}

function find(users: readonly DemoUser[], userId: string): DemoUser | undefined {
  return users.find((one) => one.userId === userId.toLowerCase());
}

function lineOf({ userId, name, roles, needs }: DemoUser): string {
  return `${userId}  ${roles.join(',').padEnd(5)}  ${name}${needs?.includes('personId') === true ? '  --person ID' : ''}`;
}

/** Undefined where the platform lists none: it does not run in demo mode. */
async function demoUsers(url: string): Promise<readonly DemoUser[] | undefined> {
  const answer = await request(url, '/demo/users');
  if (!answer.ok) return undefined;
  const items = listMember(await answer.json().catch(() => undefined), 'items');
  return items.length > 0 && areDemoUsers(items) ? items : undefined;
}

async function request(url: string, path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url + path, init);
  } catch {
    throw new Error(`no platform answers at ${url}: start one, or name its address with --url`);
  }
}
