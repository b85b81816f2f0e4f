import { isInstant } from '@carethread/contracts';
import { isHash, type WrittenHead } from '@carethread/ledger';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliOptions, Outcome } from './verb.js';
import type { NamedLog } from './logs.js';

/** Heads of a file (one JSON a line, or a list), or of every file of a folder. Throws, with the file, where one is no head. */
export function headsIn(path: string): readonly WrittenHead[] {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .sort()
      .flatMap((name) => headsIn(join(path, name)));
  const text = readFileSync(path, 'utf8').trim();
  if (text === '') return [];
  try {
    const values: unknown = text.startsWith('[')
      ? JSON.parse(text)
      : text.split('\n').map((line) => JSON.parse(line) as unknown);
    if (Array.isArray(values) && values.every(isHead)) return values;
  } catch {
    // Said below, with the name of the file.
  }
  throw new Error(`${path} holds something that is no head: each is {"service", "position", "logHash", "at"}`);
}

function isHead(value: unknown): value is WrittenHead {
  const { service, position, logHash, at } = (value ?? {}) as Partial<Record<keyof WrittenHead, unknown>>;
  return (
    typeof service === 'string' &&
    Number.isSafeInteger(position) &&
    (position as number) >= 0 &&
    isHash(logHash) &&
    isInstant(at)
  );
}

/** How far each log reaches, now; with `--to`, a file a log. */
export async function writeHeads(logs: readonly NamedLog[], { to }: Pick<CliOptions, 'to'>): Promise<Outcome> {
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
