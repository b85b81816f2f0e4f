import {
  eventLogContract,
  SettableClock,
  storedImportContract,
  subscriptionContract,
} from '@carethread/event-sourcing/testing';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KurrentLog } from './kurrent-log.js';

/** `kurrentdb://…` of whatever is to be proven: a server that somebody has, or the wire double that `npm run engine` starts. */
const url = process.env['CARETHREAD_TEST_KURRENTDB'] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'carethread-kurrent-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const make = async () => {
  const clock = new SettableClock('2026-03-02T09:00:00.000Z');
  // A record is never removed: every test has streams of its own, and leaves them.
  const prefix = `carethread_test_${randomUUID()}`;
  const options = { url, service: 'care-plan', clock, prefix, indexFile: join(folder, `${prefix}.db`) };
  let log = await KurrentLog.open(options);
  const reopen = async (): Promise<KurrentLog> => {
    await log.close();
    return (log = await KurrentLog.open(options));
  };
  return { log, clock, reopen };
};

const name = 'the server that CARETHREAD_TEST_KURRENTDB names';
eventLogContract(name, make);
subscriptionContract(name, make);
storedImportContract(name, make);
