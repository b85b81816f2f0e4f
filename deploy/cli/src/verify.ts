import { verifyHead, verifyLog, type WrittenHead } from '@carethread/ledger';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliOptions, Outcome } from './verb.js';
import type { NamedLog } from './logs.js';

/** Walks every log; with heads written earlier, the log must still hold what they saw. */
export async function verifyLogs(logs: readonly NamedLog[], { head, progress }: CliOptions): Promise<Outcome> {
  const heads = head === undefined ? [] : headsIn(head);
  const found = [];
  for (const { name, log } of logs) {
    progress(`verifying ${name}`);
    const mine = heads.filter(({ service }) => service === name);
    // Each head on its own: a log may be the one of yesterday and still not the one of last month.
    const verdicts = [
      await verifyLog(log),
      ...(await Promise.all(mine.map((one) => verifyHead(log, { ...one, service: log.service })))),
    ];
    const verdict = verdicts.find(({ valid }) => !valid) ?? verdicts[0];
    if (verdict === undefined) continue;
    found.push({ log: name, ...verdict });
  }
  const bad = found.filter(({ valid }) => !valid);
  return {
    code: bad.length === 0 ? 0 : 1,
    said: { valid: bad.length === 0, logs: found },
    lines: [
      ...found.map((one) =>
        one.valid ? `ok      ${one.log}  ${JSON.stringify(one)}` : `WRONG   ${one.log}  ${JSON.stringify(one)}`,
      ),
      bad.length === 0
        ? 'every log is whole and unchanged'
        : `${bad.length} of ${found.length} logs are not what was written`,
    ],
  };
}

/** Heads of a file (one JSON a line, or a list), or of every file of a folder. */
export function headsIn(path: string): readonly WrittenHead[] {
  if (statSync(path).isDirectory()) return readdirSync(path).flatMap((name) => headsIn(join(path, name)));
  const text = readFileSync(path, 'utf8').trim();
  const values: unknown = text.startsWith('[')
    ? JSON.parse(text)
    : text.split('\n').map((line) => JSON.parse(line) as unknown);
  return values as readonly WrittenHead[];
}

export async function writeHeads(logs: readonly NamedLog[], { to }: CliOptions): Promise<Outcome> {
  const at = new Date().toISOString();
  const heads = await Promise.all(
    logs.map(async ({ name, log }) => {
      const { position, logHash } = await log.head();
      return { service: name, position, logHash, at };
    }),
  );
  if (to !== undefined) {
    mkdirSync(to, { recursive: true });
    for (const head of heads)
      writeFileSync(join(to, `${head.service}-${at.slice(0, 10)}.json`), `${JSON.stringify(head)}\n`);
  }
  return { code: 0, said: { heads }, lines: heads.map((head) => JSON.stringify(head)) };
}
