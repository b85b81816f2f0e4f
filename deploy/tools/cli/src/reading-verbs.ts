import { selectedServices } from '@carethread/services';
import type { Command } from '@commander-js/extra-typings';
import { idArgument, instantArgument, streamArgument } from './arguments.js';
import { exportLogs, verifyExportFolder } from './export.js';
import { writeHeads } from './heads.js';
import type { NamedLog } from './logs.js';
import { replayParked } from './operator.js';
import { ATTACHMENTS_FROM, DATA, FROM, HEAD, JSON_OUTPUT, KEYS, NAMESPACE } from './options.js';
import { park } from './park.js';
import { placeOf, type GivenPlace } from './place.js';
import { findLogs, LOG_NAMES, openAttachments, openStore, readAllLogs } from './stores.js';
import { toolSettings } from './tool-settings.js';
import type { Outcome, Place } from './verb.js';
import { verifyEvidenceFile } from './verify-evidence.js';
import { verifyKeys } from './verify-keys.js';
import { verifyLogs } from './verify.js';
import type { Context } from './context.js';

/** Verbs that read logs, beside a running platform too. */
export function addReadingVerbs(cli: Command, { environment, progress, print }: Context): void {
  const reading = (name: string, description: string) =>
    cli
      .command(name)
      .description(description)
      .addOption(FROM)
      .addOption(DATA)
      .addOption(NAMESPACE)
      .addOption(JSON_OUTPUT);
  const placed = (given: GivenPlace): Place => placeOf(given, environment);

  reading('verify', 'Checks every log event by event, with the keys and the attachments; names the first bad event.')
    .addOption(HEAD)
    .option('--export <DIR>', 'check an export folder instead, without the platform')
    .option('--evidence <FILE>', 'check evidence about one person instead, without the platform')
    .addOption(KEYS)
    .addOption(ATTACHMENTS_FROM)
    .action(async ({ export: folder, evidence, head, ...given }) => {
      if (evidence !== undefined) return print(verifyEvidenceFile(evidence), given);
      const expected = expectedLogs(environment);
      return print(
        folder === undefined
          ? await verifyStore(placed(given), { head, expected, progress })
          : await verifyExportFolder(folder, { head, expected, progress }),
        given,
      );
    });

  reading('export', 'Writes every log as NDJSON with a manifest, and the sealed attachments.')
    .requiredOption('--to <DIR>', 'an empty folder, made where there is none')
    .addOption(ATTACHMENTS_FROM)
    .action(async ({ to, ...given }) => print(await exportStore(placed(given), { to, progress }), given));

  reading('head', 'Prints how far each log reaches and its hash, now: carry it elsewhere.')
    .option('--to <DIR>', 'also write a file for each log')
    .action(async ({ to, ...given }) => print(await withLogs(placed(given), (logs) => writeHeads(logs, to)), given));

  reading('replay', 'Prints the events of a person over all services, opened with the key store.')
    .argument('<PERSON>', 'id of the person', idArgument)
    .option('--known-at <INSTANT>', 'only what was recorded until then (default: everything)', instantArgument)
    .addOption(KEYS)
    .action(async (person, { knownAt, ...given }) => {
      const { replay } = await import('./replay.js'); // it loads every decider, which no other verb needs
      const place = placed(given);
      return print(await withLogs(place, (logs) => replay(logs, person, { ...place, knownAt, progress })), given);
    });

  reading('diff', 'Prints how one stream differs between two instants, word by word, and who recorded what in between.')
    .argument('<STREAM>', 'such as carePlan-<uuid>', streamArgument)
    .requiredOption('--known-at <INSTANT>', 'the first instant', instantArgument)
    .option('--and <INSTANT>', 'the second one (default: now)', instantArgument)
    .addOption(KEYS)
    .action(async (stream, { knownAt, and, ...given }) => {
      const { diff } = await import('./diff.js');
      const place = placed(given);
      return print(await withLogs(place, (logs) => diff(logs, stream, { ...place, knownAt, and, progress })), given);
    });

  reading('park', 'Lists facts that a policy could not act on and messages that a service could not take.')
    .option('--redrive', 'let the platform that runs on the data folder try them again')
    .action(async ({ redrive: again, ...given }) => {
      const place = placed(given);
      return print(again === true ? await replayParked(place.data) : await withLogs(place, park), given);
    });
}

async function withLogs(
  { log, data, namespace }: Place,
  work: (logs: readonly NamedLog[]) => Promise<Outcome>,
): Promise<Outcome> {
  const logs = await readAllLogs(openStore(log, data, namespace));
  try {
    return await work(logs);
  } finally {
    await Promise.all(logs.map(({ log }) => log.close()));
  }
}

/** The logs of the services that the settings name: all of them where they name none. */
function expectedLogs(environment: Context['environment']): readonly string[] {
  const services = selectedServices(toolSettings(environment).services);
  return LOG_NAMES.filter((name) => services.includes(name.replace(/\.access$/, '')));
}

/** Every log that the settings' services have must be there, with every attachment that it cites. */
async function verifyStore(
  place: Place,
  { expected, ...options }: { readonly expected: readonly string[] } & Parameters<typeof verifyLogs>[1],
): Promise<Outcome> {
  const { log, data, namespace, attachments } = place;
  const found = await findLogs(openStore(log, data, namespace), expected);
  const there = attachments === undefined ? undefined : await openAttachments(attachments, namespace);
  try {
    return await verifyLogs(found, options, there?.attachments, (logs) => verifyKeys(logs, place));
  } finally {
    await there?.close();
    await Promise.all(found.logs.map(({ log }) => log.close()));
  }
}

async function exportStore(place: Place, options: Parameters<typeof exportLogs>[1]): Promise<Outcome> {
  const { attachments: where, namespace } = place;
  const there = where === undefined ? undefined : await openAttachments(where, namespace);
  try {
    return await withLogs(place, (logs) => exportLogs(logs, options, there?.attachments));
  } finally {
    await there?.close();
  }
}
