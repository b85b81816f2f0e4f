import { randomUUID } from 'node:crypto';

/** What somebody sends as `Authorization`, of a front in test mode. */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/test/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: randomUUID(), tenantId: randomUUID(), roles: ['AU'] }),
  });
  const { accessToken } = (await answer.json()) as { readonly accessToken: string };
  return `Bearer ${accessToken}`;
}
