import { isInstant } from '@carethread/contracts';
import { numberMember, textMember, present, isHash, type WrittenHead, member } from '@carethread/ledger';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './verb.js';
import type { NamedLog } from './logs.js';

/** Heads of a file: one JSON a line, or a list. Throws, with the file, where one is no head. */
export function headsIn(path: string): readonly WrittenHead[] {
  const text = readFileSync(path, 'utf8').trim();
  if (text === '') return [];
  try {
    const values: unknown = text.startsWith('[')
      ? JSON.parse(text)
      : text.split('\n').map((line): unknown => JSON.parse(line));
    if (Array.isArray(values) && values.every(isHead)) return values;
  } catch {
    // Said below, with the name of the file.
  }
  throw new Error(`${path} holds something that is no head: each is {"service", "position", "logHash", "at"}`);
}

/** Heads as they were given, and what is wrong with how they were given. */
export interface GivenHeads {
  readonly heads: readonly WrittenHead[];
  /** Heads that are not there, or that cannot be read: each counts as one that was not found. */
  readonly faults: readonly { readonly service?: string; readonly reason: string }[];
  /** The logs of which a single file names no head: they are not compared. */
  readonly unnamed: readonly string[];
}

/**
 * Heads of a file, or of a folder. A folder holds the heads of all logs: one that it has none of, and whatever in it is no file of
 * heads, is a fault: otherwise an attacker who cut a log would only have to spoil its head.
 */
export function givenHeads(path: string, logs: readonly string[]): GivenHeads {
  if (!statSync(path).isDirectory()) {
    const heads = headsIn(path);
    return { heads, faults: [], unnamed: without(logs, heads) };
  }
  const heads: WrittenHead[] = [];
  const spoilt: { readonly service: string | undefined; readonly reason: string }[] = [];
  for (const name of readdirSync(path).sort()) {
    const found = fileOfHeads(join(path, name));
    if (typeof found !== 'string') heads.push(...found);
    else spoilt.push({ service: logOf(name, logs), reason: `${join(path, name)} ${found}` });
  }
  const missing = without(logs, heads).filter((log) => !spoilt.some(({ service }) => service === log));
  return {
    heads,
    faults: [
      ...spoilt.map(({ service, reason }) => present<GivenHeads['faults'][number]>({ service, reason })),
      ...missing.map((service) => ({ service, reason: `there is no head of ${service} in ${path}` })),
    ],
    unnamed: [],
  };
}

/** The heads of a file of a folder, or why there are none. */
function fileOfHeads(file: string): readonly WrittenHead[] | string {
  try {
    if (!statSync(file).isFile()) return 'is no file: a head is one';
    const heads = headsIn(file);
    return heads.length === 0 ? 'is empty' : heads;
  } catch (error) {
    return member(error, 'code') === undefined ? 'holds something that is no head' : 'cannot be read';
  }
}

/** The log that a file is named after: `consent.access-2026-03-02.json` after `consent.access`. */
function logOf(file: string, logs: readonly string[]): string | undefined {
  return logs.find((log) => file.startsWith(`${log}-2`) || file.startsWith(`${log}.json`) || file === log);
}

function without(logs: readonly string[], heads: readonly WrittenHead[]): readonly string[] {
  return logs.filter((log) => !heads.some(({ service }) => service === log));
}

function isHead(value: unknown): value is WrittenHead {
  const position = numberMember(value, 'position');
  return (
    textMember(value, 'service') !== undefined &&
    position !== undefined &&
    Number.isSafeInteger(position) &&
    position >= 0 &&
    isHash(member(value, 'logHash')) &&
    isInstant(member(value, 'at'))
  );
}

/** How far each log reaches, now; with a folder, also as a file for each log. */
export async function writeHeads(logs: readonly NamedLog[], to?: string): Promise<Outcome> {
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
  return { code: 0, result: { heads }, lines: heads.map((head) => JSON.stringify(head)) };
}
