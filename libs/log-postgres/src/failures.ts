import { textMember } from '@carethread/ledger';
import { LogUnavailable } from '@carethread/event-sourcing';

/** SQLSTATE of a unique constraint that was met. */
export const UNIQUE = '23505';

const REASONS: Readonly<Record<string, string>> = {
  '22023': 'its role is not there: run `carethread migrate` first',
  '28P01': 'the password is wrong',
  '28000': 'the role may not log in',
  '3D000': 'the database does not exist',
  '3F000': 'its tables are not there: run `carethread migrate` first',
  '42P01': 'its tables are not there: run `carethread migrate` first',
  '42883': 'its schema is older than this program: run `carethread migrate` first',
  '42501': 'the role has no right to it: run `carethread migrate` as the owner',
  '53100': 'the disk of the server is full: nothing that was acknowledged is lost',
  '53300': 'the server has too many connections',
  '57014': 'a statement took longer than it may',
  '57P01': 'the server is shutting down',
  '57P03': 'the server is starting',
};

/** PostgreSQL's error as one that says what is wrong and what to do; it quotes neither address nor statement. */
export function explain(error: unknown, schema: string): Error {
  const code = textMember(error, 'code');
  if (error instanceof LogUnavailable) return error;
  const reason =
    (code === undefined ? undefined : REASONS[code]) ??
    (code === undefined || /^E[A-Z]+$/.test(code) ? 'the server does not answer' : `PostgreSQL answered ${code}`);
  return new LogUnavailable(`the event log ${schema} cannot be used: ${reason}`, { cause: error });
}
