/** How long an assertion may be good for, in seconds. */
export const ASSERTION_LIFE_S = 300;

/**
 * The assertions that were used, until they are over: each opens one token. Looked up and noted in one step, so that of two that
 * arrive together one is refused.
 */
export class UsedAssertions {
  readonly #until = new Map<string, number>();

  /** Whether this is the first use. */
  use(clientId: string, jti: string, expiresAt: number, now: number): boolean {
    for (const [key, until] of this.#until) if (until < now) this.#until.delete(key);
    const key = JSON.stringify([clientId, jti]);
    if (this.#until.has(key)) return false;
    this.#until.set(key, expiresAt);
    return true;
  }
}
