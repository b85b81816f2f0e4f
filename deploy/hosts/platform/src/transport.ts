import { member, textMember } from '@carethread/ledger';

/** Nothing of the request can have arrived there. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);
/** It may have arrived, and even have taken effect. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
/** It took too long: a replica that does not answer in time may be alive all the same. */
const LATE = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'FST_REPLY_FROM_TIMEOUT',
  'FST_REPLY_FROM_GATEWAY_TIMEOUT',
]);

/** How a connection to a replica failed; undefined where it did not: any other error does not concern the replica. */
export function connectionFault(error: unknown): 'never sent' | 'broken off' | 'late' | undefined {
  const codes = [error, member(error, 'cause')]
    .map((failed) => textMember(failed, 'code'))
    .filter((one) => one !== undefined);
  if (codes.some((one) => NEVER_SENT.has(one))) return 'never sent';
  if (codes.some((one) => BROKEN_OFF.has(one))) return 'broken off';
  if (codes.some((one) => LATE.has(one)) || member(error, 'name') === 'TimeoutError') return 'late';
  return undefined;
}
