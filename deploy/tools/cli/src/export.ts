import {
  isNumber,
  isText,
  listMember,
  parsed,
  presentItems,
  present,
  shapeOf,
  exportLinesOf,
  linesOf,
  verifyLines,
  verifyManifest,
  type ExportedLog,
  type LogVerification,
} from '@carethread/ledger';
import type { MovableAttachments } from '@carethread/privacy';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { givenHeads } from './heads.js';
import { headLines, heldAgainst, summaryOf, wrongHeads, type ComparedLog } from './held-heads.js';
import type { Outcome, Progressing } from './verb.js';
import type { NamedLog } from './logs.js';

const SUFFIX = '.events.ndjson';

/** Where an event stands in its log. */
interface Stamp {
  readonly position: number;
  readonly logHash: string;
}

const isStamp = shapeOf<Stamp>({ position: isNumber, logHash: isText });

/** The audit export (interface: one event a line, log order, a manifest): it can be verified without the software. */
export async function exportLogs(
  logs: readonly NamedLog[],
  { to, progress }: Progressing & { readonly to: string },
  attachments: MovableAttachments | undefined,
): Promise<Outcome> {
  if (existsSync(join(to, 'manifest.json'))) throw new Error(`${to} holds an export already: name an empty folder`);
  mkdirSync(join(to, 'attachments'), { recursive: true });
  const services: Record<string, ExportedLog> = {};
  const faults: string[] = [];
  for (const { name, log } of logs) {
    progress(`exporting ${name}`);
    // An export holds the texts, which may be whole although the store finds them under other names.
    faults.push(...((await log.faults?.()) ?? []).map((fault) => `${name}: ${fault}`));
    const out = createWriteStream(join(to, `${name}${SUFFIX}`));
    const hash = createHash('sha256');
    let events = 0;
    let last: Stamp = { position: 0, logHash: '0'.repeat(64) };
    for await (const line of exportLinesOf(log)) {
      const text = `${line}\n`;
      hash.update(text);
      events += 1;
      last = parsed(line, isStamp, 'a line of an export');
      if (!out.write(text)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
    services[name] = { events, lastPosition: last.position, logHash: last.logHash, sha256: hash.digest('hex') };
  }
  const kept = (await attachments?.list()) ?? [];
  for (const hash of kept) {
    const sealed = await attachments?.getSealed(hash);
    if (sealed !== undefined) writeFileSync(join(to, 'attachments', hash), sealed);
  }
  const manifest = { format: 1, exportedAt: new Date().toISOString(), services, attachments: kept };
  writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return {
    code: faults.length === 0 ? 0 : 1,
    result: faults.length === 0 ? manifest : { ...manifest, faults },
    lines: presentItems(
      ...Object.entries(services).map(([name, { events }]) => `${name}: ${events} events`),
      ...faults.map((fault) => `WRONG   ${fault}`),
      faults.length === 0
        ? undefined
        : 'the export holds every text, but the store that they came from is damaged: see above',
    ),
  };
}

/**
 * Holds an export against itself, against the logs that a platform has, and against heads written earlier: a manifest may be written
 * anew by an attacker who took a log away.
 */
export async function verifyExportFolder(
  folder: string,
  {
    expected,
    head,
    progress,
  }: Progressing & { readonly expected: readonly string[]; readonly head?: string | undefined },
): Promise<Outcome> {
  const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  const absent = expected.filter((name) => !files.includes(`${name}${SUFFIX}`));
  const given =
    head === undefined
      ? undefined
      : givenHeads(head, [...new Set([...expected, ...files.map((file) => file.slice(0, -SUFFIX.length))])]);
  const heads = given?.heads;
  const found: Record<string, ExportedLog> = {};
  const verdicts = [];
  const logs = new Map<string, ComparedLog>();
  for (const file of files) {
    const name = file.slice(0, -SUFFIX.length);
    progress(`verifying ${name}`);
    const lines = linesOf(createReadStream(join(folder, file)));
    const wanted = new Set(heads?.filter(({ service }) => service === name).map(({ position }) => position));
    const passed = new Map<number, string>();
    const verdict = await verifyLines(wanted.size === 0 ? lines : hashesAt(wanted, passed, lines), {
      service: name.replace(/\.access$/, ''),
    });
    logs.set(name, comparable(verdict, passed));
    verdicts.push({ log: name, ...verdict });
    if (verdict.valid) {
      const { position, logHash } = verdict.head;
      found[name] = {
        events: verdict.events,
        lastPosition: position,
        logHash,
        sha256: createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      };
    }
  }
  const bad = verdicts.filter(({ valid }) => !valid);
  const written: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const manifest = bad.length > 0 ? { valid: true } : verifyManifest(written, found);
  const there = readdirSync(join(folder, 'attachments'));
  const missing = listMember(written, 'attachments')
    .map(String)
    .filter((name) => !there.includes(name));
  const changed = there.filter(
    (name) =>
      createHash('sha256')
        .update(readFileSync(join(folder, 'attachments', name)))
        .digest('hex') !== name,
  );
  const held = heads?.map((one) => heldAgainst(logs.get(one.service), one));
  const unheld = wrongHeads(held ?? []);
  const whole = [bad, absent, changed, missing].every(({ length }) => length === 0) && manifest.valid;
  const absentHeads = given?.faults ?? [];
  const ofHeads = held === undefined ? [] : headLines(held, head ?? '', given);
  const valid = whole && unheld.length === 0 && absentHeads.length === 0 && heads?.length !== 0;
  return {
    code: valid ? 0 : 1,
    result: present({
      valid,
      logs: verdicts,
      missingLogs: absent,
      manifest,
      heads:
        heads === undefined
          ? undefined
          : {
              read: heads.length + absentHeads.length,
              found: heads.length - unheld.length,
              wrong: unheld,
              missing: absentHeads,
            },
      changedAttachments: changed,
      missingAttachments: missing,
    }),
    lines: presentItems(
      ...verdicts.map((one) => `${one.valid ? 'ok   ' : 'WRONG'}   ${JSON.stringify(one)}`),
      ...absent.map((name) => `WRONG   ${name} is missing`),
      ...ofHeads,
      manifest.valid ? undefined : `WRONG   manifest: ${JSON.stringify(manifest)}`,
      ...changed.map((name) => `WRONG   attachment ${name} does not hold the bytes that its name says`),
      ...missing.map((name) => `WRONG   attachment ${name} is missing`),
      valid
        ? 'the export is whole and unchanged'
        : ((whole ? summaryOf(held ?? [], 'the export is', absentHeads) : undefined) ??
            'the export is not what was written'),
    ),
  };
}

/** What a file shows of its log: nothing of it counts from the first event that is wrong. */
function comparable(verdict: LogVerification, passed: ReadonlyMap<number, string>): ComparedLog {
  const end = verdict.valid ? verdict.head.position : verdict.position - 1;
  return present({
    end,
    broken: verdict.valid ? undefined : `the log is wrong at position ${verdict.position}`,
    hashAt: (position) => (position <= end ? passed.get(position) : undefined),
  });
}

/** The lines as they come; of those at the positions of a head, the log's running hash is kept. */
async function* hashesAt(
  wanted: ReadonlySet<number>,
  passed: Map<number, string>,
  lines: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const line of lines) {
    const [, position = '', logHash = ''] = STAMP.exec(Buffer.from(line.subarray(0, 120)).toString('latin1')) ?? [];
    if (wanted.has(Number(position))) passed.set(Number(position), logHash);
    yield line;
  }
}

/** How a line of an export begins. */
const STAMP = /^\{"position":(\d+),"logHash":"([0-9a-f]{64})"/;
