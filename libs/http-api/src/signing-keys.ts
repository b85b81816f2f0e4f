import { Refusal } from '@carethread/contracts';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

/** How long fetched keys are taken before they are fetched again, in milliseconds of real time. */
export const FRESH_MS = 120_000;
/** How long they are taken where they cannot be fetched again: with what is verified meanwhile, less than five minutes. */
export const STALE_MS = 170_000;

type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/**
 * The issuer's signing keys, fetched from its address and fetched again every two minutes: a key that the issuer has removed verifies
 * nothing any more soon after. Where the issuer is away its last keys stand a little longer, then nothing is verified: throws
 * UNAVAILABLE, since no token can be called bad.
 */
export function signingKeys(url: string, now: () => number = Date.now, fetchImpl: Fetch = fetch): JWTVerifyGetKey {
  let fetchedAt = Number.NEGATIVE_INFINITY;
  const remote = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: FRESH_MS,
    [customFetch]: async (address, options) => {
      const answer = await fetchImpl(address, options);
      if (answer.status === 200) fetchedAt = now();
      return answer;
    },
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      // The keys are at hand, and none of them is the token's.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      const last = remote.jwks();
      if (last !== undefined && now() - fetchedAt < STALE_MS) return createLocalJWKSet(last)(header, token);
      throw new Refusal('UNAVAILABLE');
    }
  };
}
