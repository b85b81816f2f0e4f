/** The kind of the task that a refused risk raises. */
export const REFUSED = 'riskRefused';
/** How an outstanding risk stands among what a sign-off waits for. */
export const awaits = (riskId: string): string => `risk:${riskId}`;
