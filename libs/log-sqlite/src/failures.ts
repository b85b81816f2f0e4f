import { numberMember } from '@carethread/ledger';
import { LogUnavailable } from '@carethread/event-sourcing';

const REASONS: Readonly<Record<number, string>> = {
  5: 'another process is writing to it: stop that process, or give this one a data folder of its own',
  8: 'it is read-only: give the platform write access to the data folder',
  10: 'the disk reported an input/output error: check the disk, then start again',
  11: 'the file is damaged: restore it from a backup, then run `verify`',
  13: 'the disk is full: free some space; nothing that was acknowledged is lost',
  14: 'it cannot be opened: check that the folder exists and is writable',
  19: 'an event stands in it twice: restore it from a backup, then run `verify`',
  26: 'the file is not an event log (or is damaged): restore it from a backup',
};

/** SQLite's error as one that says what is wrong and what to do. */
export function explain(error: unknown, file: string): Error {
  const errcode = numberMember(error, 'errcode');
  if (errcode === undefined)
    return error instanceof Error ? error : new LogUnavailable(`the event log ${file} cannot be used`);
  const reason = REASONS[errcode & 0xff] ?? `SQLite answered with code ${errcode}`;
  return new LogUnavailable(`the event log ${file} cannot be used: ${reason}`, { cause: error, remedy: reason });
}
