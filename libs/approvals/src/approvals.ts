import { dueAt } from '@carethread/calendar';

/** One person's approval of something that two have to approve (D1). */
export interface Approval {
  /** What exactly was approved: the same content has the same key. */
  readonly key: string;
  readonly by: string;
  readonly lapsesAt: string;
}

/** Where two approve, both act: the first request is kept, another person's request for the same completes it. */
export type Approved<One extends Approval> =
  | { readonly state: 'approvedOnce'; readonly lapsesAt: string }
  | { readonly state: 'sameApprover'; readonly first: One }
  | { readonly state: 'approved'; readonly first: One };

/** What comes of one more request: what lapsed counts no longer, and nobody approves twice. */
export function approvedBy<One extends Approval>(
  approvals: readonly One[],
  request: { readonly key: string; readonly by: string },
  now: string,
): Approved<One> {
  const first = approvals.findLast(({ key, lapsesAt }) => key === request.key && lapsesAt >= now);
  if (first === undefined) return { state: 'approvedOnce', lapsesAt: dueAt(now, 'P28D') };
  return { state: first.by === request.by ? 'sameApprover' : 'approved', first };
}

/** The approvals that are left once one of them is completed. */
export function withoutApproval<One extends Approval>(approvals: readonly One[], key: string): readonly One[] {
  return approvals.filter((one) => one.key !== key);
}
