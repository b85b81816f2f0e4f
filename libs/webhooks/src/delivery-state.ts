/** Places next to one another that were sent: the first and the last one. */
export type SentRange = readonly [from: number, to: number];

/** How far an endpoint has come in its provider's sequence. */
export interface DeliveryState {
  /** The lowest place that was not sent. */
  readonly next: number;
  /** What was sent above it, in order. */
  readonly sent: readonly SentRange[];
}

/** So many gaps an endpoint may have: then it takes nothing new until the lowest one is closed. */
export const MOST_SENT_ABOVE = 1_000;

export function stateFrom(next: number): DeliveryState {
  return { next, sent: [] };
}

export function isSent({ next, sent }: DeliveryState, seq: number): boolean {
  return seq < next || sent.some(([from, to]) => seq >= from && seq <= to);
}

/** The first place from `seq` on that was not sent. */
export function unsentFrom({ next, sent }: DeliveryState, seq: number): number {
  const place = Math.max(seq, next);
  const [, last] = sent.find(([from, to]) => place >= from && place <= to) ?? [];
  return last === undefined ? place : last + 1;
}

export function isFull({ sent }: DeliveryState): boolean {
  return sent.length >= MOST_SENT_ABOVE;
}

/** Marks a place as sent. */
export function withSent(state: DeliveryState, seq: number): DeliveryState {
  if (isSent(state, seq)) return state;
  const { next, sent } = state;
  if (seq === next) {
    const [first, ...others] = sent;
    return first?.[0] === seq + 1 ? { next: first[1] + 1, sent: others } : { next: seq + 1, sent };
  }
  const above = sent.findIndex(([from]) => from > seq);
  const at = above === -1 ? sent.length : above;
  const before = sent[at - 1];
  const after = sent[at];
  const joinsBefore = before !== undefined && before[1] === seq - 1;
  const joinsAfter = after !== undefined && after[0] === seq + 1;
  const range: SentRange = [joinsBefore ? before[0] : seq, joinsAfter ? after[1] : seq];
  return { next, sent: sent.toSpliced(at - (joinsBefore ? 1 : 0), Number(joinsBefore) + Number(joinsAfter), range) };
}
