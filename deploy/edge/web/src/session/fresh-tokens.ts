import type { IdentityProvider } from './identity-provider.js';
import type { OpenSession, Sessions } from './sessions.js';
import { SignedOut } from './session.js';

/** A token that is over sooner is refreshed first, in milliseconds: it has to outlast the request. */
const SOON_MS = 30_000;
/** How long one process may refresh before another one tries, in milliseconds. */
const CLAIM_MS = 10_000;
const LOOK_MS = 100;

/**
 * Access tokens that are good for the next request. A refresh token is good once, so of requests that need a new one at the same time
 * one fetches it, in whichever process, and the others take what it stored.
 */
export function freshTokens(
  sessions: Sessions,
  provider: Pick<IdentityProvider, 'refresh'>,
): (session: OpenSession) => Promise<string> {
  const { items } = sessions;
  const underWay = new Map<string, Promise<string>>();
  const usable = ({ stored: { tokens } }: OpenSession): string | undefined =>
    tokens !== undefined && tokens.until - items.now() > SOON_MS ? tokens.access : undefined;

  const fetched = async (id: string): Promise<string> => {
    for (let deadline = items.now() + CLAIM_MS; ;) {
      const current = await sessions.find(id);
      if (current === undefined || !sessions.isLive(current)) throw new SignedOut();
      const access = usable(current);
      if (access !== undefined) return access;
      if (await items.putNew(['refresh'], id, true, items.now() + CLAIM_MS)) return refreshed(current);
      if (items.now() > deadline) throw new Error('another process did not refresh the tokens of this session');
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  const refreshed = async ({ id, stored }: OpenSession): Promise<string> => {
    try {
      if (stored.tokens === undefined) throw new SignedOut();
      const tokens = await provider.refresh(stored.tokens, stored.narrows ? stored.role : '');
      await sessions.store({ id, stored: { ...stored, tokens } });
      return tokens.access;
    } catch (error) {
      if (error instanceof SignedOut) await sessions.end(id);
      throw error;
    } finally {
      await items.remove(['refresh'], id);
    }
  };
  return async (session) => {
    const access = usable(session);
    if (access !== undefined) return access;
    const waiting = underWay.get(session.id) ?? fetched(session.id).finally(() => underWay.delete(session.id));
    underWay.set(session.id, waiting);
    return waiting;
  };
}
