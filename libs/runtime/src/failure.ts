import { Malformed, Refusal, type Fault, type RefusalCode } from '@carethread/contracts';
import { EventIdTaken, EventTooLarge, LogUnavailable } from '@carethread/event-sourcing';
import { NotCanonical, member, numberMember } from '@carethread/ledger';
import { isOutage } from './outage.js';

/** How an error of the write side or of a store is answered. */
export interface Failure {
  readonly code: RefusalCode;
  readonly items: readonly string[];
  /** What is wrong with the form of the request, item by item. */
  readonly faults?: readonly Fault[];
  readonly detail?: string | undefined;
  /** A fault of the platform, which goes to the operational log. */
  readonly broken: boolean;
}

const FULL = 'the disk is full: free some space; nothing that was acknowledged is lost';
const READ_ONLY = 'the data folder is read-only: give the platform write access to it';
const FAILING = 'the disk reported an input/output error: check the disk, then start again';
const DAMAGED = 'a file of the data folder is damaged: restore it from a backup, then run `verify`';
/** By the operating system's code, and by SQLite's primary one (keys and checkpoints lie in SQLite too). */
const STORAGE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EIO: FAILING,
  8: READ_ONLY,
  10: FAILING,
  11: DAMAGED,
  13: FULL,
  26: DAMAGED,
};

/** Undefined for any other error. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Malformed)
    return { code: error.code, items: error.items, faults: error.faults, detail: error.detail, broken: false };
  if (error instanceof Refusal) return { code: error.code, items: error.items, detail: error.detail, broken: false };
  // Something that has no canonical form cannot be stored, so it cannot have been meant.
  if (error instanceof NotCanonical) return refused('MALFORMED');
  // Ids derive from the command's: it was used for another thing before.
  if (error instanceof EventIdTaken) return refused('IDEMPOTENCY_MISMATCH');
  if (error instanceof EventTooLarge) return refused('TOO_LARGE');
  if (error instanceof LogUnavailable) return broken('WRITES_REFUSED', error.remedy);
  const fault = storageFault(error);
  if (fault !== undefined) return broken('WRITES_REFUSED', fault);
  return isOutage(error) ? broken('UNAVAILABLE') : undefined;
}

function refused(code: RefusalCode): Failure {
  return { code, items: [], broken: false };
}

function broken(code: RefusalCode, detail?: string): Failure {
  return { code, items: [], detail, broken: true };
}

/** The disk's own failures, in whichever store: nothing was acknowledged, and the operator has to act. */
function storageFault(error: unknown): string | undefined {
  const errcode = numberMember(error, 'errcode');
  return STORAGE_FAULTS[errcode === undefined ? String(member(error, 'code')) : String(errcode & 0xff)];
}
