import { Refusal, REFUSALS, type RefusalCode } from '@carethread/contracts';
import { EventIdTaken, EventTooLarge, LogUnavailable } from '@carethread/event-sourcing';
import { NotCanonical } from '@carethread/ledger';
import { HttpException } from '@nestjs/common';
import { isOutage } from '@carethread/runtime';
import { StaleVersion } from '@carethread/runtime';

/** RFC 9457, with the code and the items that clients act on. Never a word of a record. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly items: readonly string[];
  readonly correlationId: string;
}

export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** Something of ours broke: worth the operational log. */
  readonly broken: boolean;
}

export function problemOf(error: unknown, correlationId: string): ProblemAnswer {
  const { code, items = [], detail, broken = false } = recognise(error);
  const [status, title] = REFUSALS[code];
  return {
    problem: {
      type: `https://carethread.invalid/problems/${code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      code,
      detail: detail ?? (items.length > 0 ? `${title}: ${items.join('; ')}` : title),
      items,
      correlationId,
    },
    headers: error instanceof StaleVersion ? { ETag: `"${error.etag}"` } : {},
    broken,
  };
}

interface Recognised {
  readonly code: RefusalCode;
  readonly items?: readonly string[];
  readonly detail?: string | undefined;
  readonly broken?: boolean;
}

const BY_STATUS: Readonly<Record<number, RefusalCode>> = {
  400: 'MALFORMED',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'TOO_MANY_REQUESTS',
  431: 'HEADERS_TOO_LARGE',
};

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

/** The disk's own failures, whichever store met them: nothing was acknowledged, and an operator has to look. */
function storageFault(error: unknown): string | undefined {
  const { errcode, code } = (error ?? {}) as { readonly errcode?: number; readonly code?: string };
  return STORAGE_FAULTS[errcode === undefined ? String(code) : String(errcode & 0xff)];
}

function recognise(error: unknown): Recognised {
  if (error instanceof Refusal) return { code: error.code, items: error.items, detail: error.detail };
  // Something that has no canonical form cannot be stored, so it cannot have been meant.
  if (error instanceof NotCanonical) return { code: 'MALFORMED' };
  // Ids derive from the command's: it was used for another thing before.
  if (error instanceof EventIdTaken) return { code: 'IDEMPOTENCY_MISMATCH' };
  if (error instanceof EventTooLarge) return { code: 'TOO_LARGE' };
  if (error instanceof LogUnavailable) return { code: 'WRITES_REFUSED', detail: error.remedy, broken: true };
  const fault = storageFault(error);
  if (fault !== undefined) return { code: 'WRITES_REFUSED', detail: fault, broken: true };
  if (isOutage(error)) return { code: 'UNAVAILABLE', broken: true };
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | undefined)?.statusCode;
  const code = status === undefined ? undefined : BY_STATUS[status];
  // The framework's own messages may quote the body, so they are not passed on.
  return code === undefined ? { code: 'INTERNAL', broken: true } : { code };
}
