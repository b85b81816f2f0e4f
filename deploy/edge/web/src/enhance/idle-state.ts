/** `endsMs` of silence end the session; the user is warned `warnsMs` before. */
export interface IdleLimits {
  readonly endsMs: number;
  readonly warnsMs: number;
}

export type IdleState =
  { readonly kind: 'quiet' } | { readonly kind: 'warned'; readonly minutes: number } | { readonly kind: 'ended' };

/** What the page does after so much silence. Minutes are rounded up: "1 minute" is never already over. */
export function idleState(silentMs: number, { endsMs, warnsMs }: IdleLimits): IdleState {
  const left = endsMs - silentMs;
  if (left <= 0) return { kind: 'ended' };
  return left > warnsMs ? { kind: 'quiet' } : { kind: 'warned', minutes: Math.ceil(left / 60_000) };
}
