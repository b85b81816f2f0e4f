import { requireText } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';

/** What somebody sends as `Authorization`, of a front in test mode. */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/test/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: randomUUID(), tenantId: randomUUID(), roles: ['AU'] }),
  });
  return `Bearer ${requireText(await answer.json(), 'accessToken')}`;
}
