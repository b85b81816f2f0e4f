import { numberMember } from '@carethread/ledger';
import { REFUSALS, shownFault, type RefusalCode, type ShownFault } from '@carethread/contracts';
import { failureOf, StaleVersion, type Failure } from '@carethread/runtime';
import { HttpException } from '@nestjs/common';
import { TryLater } from './try-later.js';

/** RFC 9457, with the code and the items that clients act on. Never a word of a record. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Of a request that is not in its form the faults; else the names and ids that the code is about. */
  readonly items: readonly (string | ShownFault)[];
  readonly correlationId: string;
}

export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** Something of ours broke: worth the operational log. */
  readonly broken: boolean;
}

export function problemOf(error: unknown, correlationId: string): ProblemAnswer {
  const { code, items, faults, detail, broken } = recognise(error);
  const [status, title] = REFUSALS[code];
  return {
    problem: {
      type: `https://carethread.invalid/problems/${code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      code,
      detail: detail ?? (items.length > 0 ? `${title}: ${items.join('; ')}` : title),
      items: faults?.map(shownFault) ?? items,
      correlationId,
    },
    headers: headersOf(error),
    broken,
  };
}

function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof StaleVersion) return { ETag: `"${error.etag}"` };
  return error instanceof TryLater ? { 'Retry-After': String(error.seconds) } : {};
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

function recognise(error: unknown): Failure {
  const known = failureOf(error);
  if (known !== undefined) return known;
  const status = error instanceof HttpException ? error.getStatus() : numberMember(error, 'statusCode');
  const code = status === undefined ? undefined : BY_STATUS[status];
  // The framework's own messages may quote the body, so they are not passed on.
  return { code: code ?? 'INTERNAL', items: [], broken: code === undefined };
}
