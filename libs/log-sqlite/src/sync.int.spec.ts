import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, nodeCommand, start } from './testing/in-child.js';

const ROUNDS = 40;

/** Eight writers append in rounds, alone and together; each says so on its standard output as soon as it has its answer. */
const WRITER = `
import { SqliteLog } from '@carethread/log-sqlite';
import { sampleAppend, sampleStream } from '@carethread/event-sourcing/testing';
import { writeSync } from 'node:fs';
const log = SqliteLog.open({ file: process.env.LOG, service: 'care-plan', clock: { now: () => Date.now() } });
for (let round = 0; round < ${ROUNDS}; round += 1)
  await Promise.all(Array.from({ length: round % 2 === 0 ? 8 : 1 }, (_, writer) =>
    log.append(sampleAppend(sampleStream(), 0, 1 + (writer % 3))).then(() => writeSync(1, 'ANSWER ' + round + '\\n'))));
await log.close();
`;

interface Call {
  readonly name: string;
  readonly rest: string;
}

/** The system calls of \`strace -f -y\` in the order in which they ended: one that another thread interrupted ends where it is resumed. */
function callsIn(trace: string): readonly Call[] {
  const begun = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', what = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (what.endsWith('<unfinished ...>')) {
      begun.set(thread, what.slice(0, -'<unfinished ...>'.length));
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(what);
    const whole = resumed === null ? what : `${begun.get(thread) ?? ''}${resumed[1] ?? ''}`;
    const [, name, rest] = /^(\w+)\((.*)$/.exec(whole) ?? [];
    return name === undefined || rest === undefined ? [] : [{ name, rest }];
  });
}

/** The rounds whose first answer left before their write was synced; and how many syncs there were between rounds. */
function judge(trace: string): { readonly answered: number; readonly tooEarly: readonly string[] } {
  const tooEarly: string[] = [];
  const answered = new Set<string>();
  let written = false; // since the answers before
  let synced = false; // since the last write
  for (const { name, rest } of callsIn(trace)) {
    const ofLog = /^\d+<[^>]*\.sqlite-wal>/.test(rest);
    const [, round] = /"ANSWER (\d+)/.exec(rest) ?? [];
    if (ofLog && /^(pwrite64|pwritev|write)$/.test(name)) [written, synced] = [true, false];
    else if (ofLog && /^f(data)?sync$/.test(name) && / = 0$/.test(rest)) synced = written;
    else if (round !== undefined && !answered.has(round)) {
      answered.add(round);
      if (!synced) tooEarly.push(round);
      [written, synced] = [false, false];
    }
  }
  return { answered: answered.size, tooEarly };
}

const probe = spawnSync('strace', ['-f', '-y', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
const hindrance =
  probe.error === undefined
    ? probe.status === 0
      ? undefined
      : 'this machine does not let processes be traced'
    : 'strace is not installed';

describe('an acknowledged append', () => {
  const title =
    'PLAT-01: is on the disk: a sync of the log ends between the last write of each commit and its first answer';
  const traced = async (): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-sync-'));
    try {
      const trace = join(folder, 'trace');
      const strace = [
        'strace',
        '-f',
        '-y',
        '-s',
        '32',
        '-e',
        'trace=write,pwrite64,pwritev,fsync,fdatasync',
        '-o',
        trace,
      ] as const;
      const { output, code } = await ended(
        start([...strace, ...nodeCommand(WRITER)], { LOG: join(folder, 'care-plan.sqlite') }),
      );
      expect({ code, answers: output.match(/ANSWER/g)?.length }).toEqual({ code: 0, answers: (ROUNDS / 2) * 9 });
      expect(judge(readFileSync(trace, 'utf8'))).toEqual({ answered: ROUNDS, tooEarly: [] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  if (hindrance === undefined) it(title, traced);
  else it.skip(`${title}; skipped: ${hindrance}`, traced);

  it('would be found out by the reading of such a trace, were it answered too early', () => {
    const write = '7 pwrite64(20</d/care-plan.sqlite-wal>, "x"..., 4096, 32) = 4096';
    const sync = '7 fdatasync(20</d/care-plan.sqlite-wal>) = 0';
    const other = '7 fdatasync(21</d/care-plan.sqlite>) = 0';
    const failed = '7 fdatasync(20</d/care-plan.sqlite-wal>) = -1 EIO (Input/output error)';
    const begun = '7 fdatasync(20</d/care-plan.sqlite-wal> <unfinished ...>';
    const resumed = '7 <... fdatasync resumed>) = 0';
    const answer = (round: number): string => `7 write(1<pipe:[1]>, "ANSWER ${round}\\n", 9) = 9`;
    const tooEarly = (...lines: string[]): readonly string[] => judge(lines.join('\n')).tooEarly;
    expect(
      tooEarly(write, sync, answer(0), answer(0), write, begun, '8 write(9, "", 0) = 0', resumed, answer(1)),
    ).toEqual([]);
    expect(tooEarly(write, answer(0), sync)).toEqual(['0']);
    expect(tooEarly(write, sync, write, answer(0))).toEqual(['0']);
    expect(tooEarly(write, other, answer(0))).toEqual(['0']);
    expect(tooEarly(write, failed, answer(0))).toEqual(['0']);
    expect(tooEarly(write, begun, answer(0), resumed)).toEqual(['0']);
    expect(tooEarly(write, sync, answer(0), answer(1))).toEqual(['1']);
  });
});
