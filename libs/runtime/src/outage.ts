import { numberMember, textMember } from '@carethread/ledger';
import { BusUnavailable, LogUnavailable, ViewLost, ViewsUnavailable } from '@carethread/event-sourcing';

/** SQLSTATE classes of a server that is away, starting, stopping or out of connections. */
const SQL_AWAY = /^(08|53|57P)/;
/** SQLite's primary codes for a file that somebody holds, a folder that is read-only or away, a disk that is failing or full. */
const SQLITE_AWAY: readonly number[] = [5, 8, 10, 13, 14];
/** What drivers say without a code when a connection ends under them. */
const SAID =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * Whether something failed because a server could not be reached, so that the same thing may well succeed later: it is tried again
 * for as long as that takes, and never taken for a fault of the fact at hand.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ViewsUnavailable || error instanceof ViewLost || error instanceof BusUnavailable) return true;
  // An event that is too large is refused by the log's name too; only what the server did has a cause.
  if (error instanceof LogUnavailable) return error.cause !== undefined;
  const errcode = numberMember(error, 'errcode');
  if (errcode !== undefined && SQLITE_AWAY.includes(errcode & 0xff)) return true;
  const code = textMember(error, 'code');
  if (code !== undefined && (/^E[A-Z]+$/.test(code) || SQL_AWAY.test(code))) return true;
  return SAID.test(error.message) || (error.cause !== error && isOutage(error.cause));
}
