import { createHash } from 'node:crypto';

/** What is kept of a token. It has 256 random bits, so that its hash says nothing of it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The text of which the keyed hash under the tenant's secret is the token that confirms an address. */
export function confirmationText(confirmationId: string): string {
  return `carethread: confirm an address, ${confirmationId}`;
}
