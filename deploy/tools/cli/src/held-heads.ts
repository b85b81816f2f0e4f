import { presentItems, endsBeforeHead, FAULT, NO_HASH, type WrittenHead } from '@carethread/ledger';
import type { GivenHeads } from './heads.js';

/** What a log, or the file of one in an export, shows of itself to be held against heads. */
export interface ComparedLog {
  /** The position of its last event that is whole; 0 where there is none. */
  readonly end: number;
  /** Why nothing after `end` can be compared, where the log does not simply end there. */
  readonly broken?: string;
  /** The running hash at the position of a head, up to the end. */
  readonly hashAt: (position: number) => string | undefined;
}

export type HeadVerdict = WrittenHead &
  ({ readonly valid: true } | { readonly valid: false; readonly older: boolean; readonly reason: string });

/**
 * Holds a log against one head. An event was replaced only where the log has an event at the head's position, with another running
 * hash. A log that ends before it cannot be compared: it is older than the head (a back-up, an export), or lost its end.
 */
export function heldAgainst(log: ComparedLog | undefined, head: WrittenHead): HeadVerdict {
  const { position, logHash } = head;
  const wrong = (reason: string, older = false): HeadVerdict => ({ ...head, valid: false, older, reason });
  if (position === 0)
    return logHash === NO_HASH
      ? { ...head, valid: true }
      : wrong('a head of an empty log has 64 zeros for its hash: this is no head that was written of a log');
  if (log === undefined) return wrong('there is no such log here');
  const stored = log.hashAt(position);
  if (stored !== undefined) return stored === logHash ? { ...head, valid: true } : wrong(FAULT.head);
  return log.broken === undefined
    ? wrong(endsBeforeHead(log.end, position), true)
    : wrong(`cannot be compared: ${log.broken}`);
}

/** Each head that is not held, a line of its own, and how many are. */
export function headLines(
  verdicts: readonly HeadVerdict[],
  from: string,
  given: Pick<GivenHeads, 'faults' | 'unnamed'> = { faults: [], unnamed: [] },
): readonly string[] {
  const faults = wrongHeads(verdicts);
  return presentItems(
    ...given.faults.map(({ reason }) => `WRONG   head  ${reason}`),
    ...faults.map(({ valid: _, older, ...one }) => `${older ? 'MISSING' : 'WRONG  '} head  ${JSON.stringify(one)}`),
    `${verdicts.length - faults.length} of ${verdicts.length + given.faults.length} heads found in the logs`,
    given.unnamed.length === 0
      ? undefined
      : `only the heads of the file ${from} were looked for: it holds none of ${given.unnamed.join(', ')}`,
    verdicts.length === 0 ? `WRONG   there is no head in ${from}` : undefined,
  );
}

export function wrongHeads(verdicts: readonly HeadVerdict[]): readonly (HeadVerdict & { readonly valid: false })[] {
  return verdicts.filter((one): one is HeadVerdict & { readonly valid: false } => !one.valid);
}

/** The last line where only heads do not match: how far the logs themselves are proved whole. */
export function summaryOf(
  verdicts: readonly HeadVerdict[],
  what: string,
  absent: GivenHeads['faults'] = [],
): string | undefined {
  const faults = wrongHeads(verdicts);
  if (verdicts.length > 0 && absent.length > 0 && faults.length === 0)
    return `${what} without fault, but ${absent.length} of ${verdicts.length + absent.length} heads are missing or cannot be read`;
  if (verdicts.length === 0) return `${what} without fault, but held against no head`;
  if (faults.length === 0) return undefined;
  const older = faults.filter((one) => one.older).length;
  if (older < faults.length) return undefined;
  return `${what} without fault up to its end, but ends before ${older} of ${verdicts.length} heads: older than they are, or its last events are missing`;
}
