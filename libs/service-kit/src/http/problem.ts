import { Refusal, REFUSALS, type RefusalCode } from '@carethread/contracts';
import { LogUnavailable } from '@carethread/event-sourcing';
import { NotCanonical } from '@carethread/ledger';
import { HttpException } from '@nestjs/common';
import { isOutage } from '../runtime/outage.js';
import { StaleVersion } from '../runtime/streams.js';

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

function recognise(error: unknown): Recognised {
  if (error instanceof Refusal) return { code: error.code, items: error.items, detail: error.detail };
  // Something that has no canonical form cannot be stored, so it cannot have been meant.
  if (error instanceof NotCanonical) return { code: 'MALFORMED' };
  if (error instanceof LogUnavailable) return { code: 'WRITES_REFUSED', broken: true };
  if (isOutage(error)) return { code: 'UNAVAILABLE', broken: true };
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | undefined)?.statusCode;
  const code = status === undefined ? undefined : BY_STATUS[status];
  // The framework's own messages may quote the body, so they are not passed on.
  return code === undefined ? { code: 'INTERNAL', broken: true } : { code };
}
