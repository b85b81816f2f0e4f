import { exportLinesOf, linesOf, verifyLines, verifyManifest, type ExportedLog } from '@carethread/ledger';
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
import type { CliOptions, Outcome } from './verb.js';
import type { NamedLog } from './logs.js';

const SUFFIX = '.events.ndjson';

/** The audit export (interface: one event a line, log order, a manifest): it can be verified without the software. */
export async function exportLogs(
  logs: readonly NamedLog[],
  { to, progress }: Pick<CliOptions, 'to' | 'progress'>,
  attachments: MovableAttachments | undefined,
): Promise<Outcome> {
  if (to === undefined) throw new Error('say where to with --to DIR');
  if (existsSync(join(to, 'manifest.json'))) throw new Error(`${to} holds an export already: name an empty folder`);
  mkdirSync(join(to, 'attachments'), { recursive: true });
  const services: Record<string, ExportedLog> = {};
  for (const { name, log } of logs) {
    progress(`exporting ${name}`);
    const out = createWriteStream(join(to, `${name}${SUFFIX}`));
    const hash = createHash('sha256');
    let events = 0;
    let last = { position: 0, logHash: '0'.repeat(64) };
    for await (const line of exportLinesOf(log)) {
      const text = `${line}\n`;
      hash.update(text);
      events += 1;
      last = JSON.parse(line) as typeof last;
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
    code: 0,
    said: manifest,
    lines: Object.entries(services).map(([name, { events }]) => `${name}: ${events} events`),
  };
}

export async function verifyExportFolder(folder: string, progress: (message: string) => void): Promise<Outcome> {
  const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  const found: Record<string, ExportedLog> = {};
  const verdicts = [];
  for (const file of files) {
    const name = file.slice(0, -SUFFIX.length);
    progress(`verifying ${name}`);
    const verdict = await verifyLines(linesOf(createReadStream(join(folder, file))), {
      service: name.replace(/\.access$/, ''),
    });
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
  const written = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    attachments?: readonly string[];
  };
  const manifest = bad.length > 0 ? { valid: true } : verifyManifest(written, found);
  const present = readdirSync(join(folder, 'attachments'));
  const missing = (written.attachments ?? []).filter((name) => !present.includes(name));
  const changed = present.filter(
    (name) =>
      createHash('sha256')
        .update(readFileSync(join(folder, 'attachments', name)))
        .digest('hex') !== name,
  );
  const valid = bad.length === 0 && manifest.valid && changed.length === 0 && missing.length === 0;
  return {
    code: valid ? 0 : 1,
    said: { valid, logs: verdicts, manifest, changedAttachments: changed, missingAttachments: missing },
    lines: [
      ...verdicts.map((one) => `${one.valid ? 'ok   ' : 'WRONG'}   ${JSON.stringify(one)}`),
      ...(manifest.valid ? [] : [`WRONG   manifest: ${JSON.stringify(manifest)}`]),
      ...changed.map((name) => `WRONG   attachment ${name} does not hold the bytes that its name says`),
      ...missing.map((name) => `WRONG   attachment ${name} is missing`),
      valid ? 'the export is whole and unchanged' : 'the export is not what was written',
    ],
  };
}
