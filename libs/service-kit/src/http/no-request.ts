import { Refusal } from '@carethread/contracts';
import { randomUUID } from 'node:crypto';
import { problemOf } from './problem.js';

/** Where what came was no request of HTTP at all: the same problem as everywhere, said on the bare socket. */
export function answerNoRequest(
  error: { readonly code?: string },
  socket: { readonly writable: boolean; end(text: string): void },
): void {
  if (!socket.writable) return;
  const correlationId = randomUUID();
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'HEADERS_TOO_LARGE' : 'MALFORMED';
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
