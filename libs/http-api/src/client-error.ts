import { Refusal, type RefusalCode } from '@carethread/contracts';
import { randomUUID } from 'node:crypto';
import { problemOf } from './problem.js';

const CODES: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'TOO_SLOW',
};

/** Answers parse errors on the raw socket with the usual problem document. */
export function answerClientError(
  error: { readonly code?: string },
  socket: { readonly writable: boolean; end(text: string): void },
): void {
  if (!socket.writable) return;
  const correlationId = randomUUID();
  const code = CODES[error.code ?? ''] ?? 'MALFORMED';
  const { problem } = problemOf(new Refusal(code), correlationId);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} Bad`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Correlation-Id: ${correlationId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
