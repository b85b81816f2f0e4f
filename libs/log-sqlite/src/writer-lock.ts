import { member } from '@carethread/ledger';
import { LogUnavailable } from '@carethread/event-sourcing';
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export interface WriterLock {
  release(): void;
}

/**
 * One writer per log. The operating system holds the lock (an exclusive SQLite transaction on a small file of its own), so it
 * ends with the process however that ends; the file beside it names the holder.
 */
export function holdWriterLock(file: string): WriterLock {
  const holder = `${file}.writer`;
  let db: DatabaseSync;
  try {
    db = new DatabaseSync(`${file}.lock`);
    db.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    // SQLite opens a read-only file without an error, and locks it too.
    accessSync(`${file}.lock`, constants.W_OK);
  } catch (error) {
    if (member(error, 'errcode') === 5)
      throw new LogUnavailable(
        `the event log ${file} is held by another process (${whoHolds(holder)}): stop it, or choose another data folder`,
      );
    throw new LogUnavailable(
      `the event log ${file} cannot be opened for writing: check that its folder exists and is writable`,
      { cause: error },
    );
  }
  try {
    writeFileSync(holder, `process ${process.pid}, since ${new Date().toISOString()}`);
  } catch {
    // Only a help for the second process: a full disk must not keep the log from being opened.
  }
  return {
    release: () => {
      if (db.isOpen) db.close();
    },
  };
}

function whoHolds(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
