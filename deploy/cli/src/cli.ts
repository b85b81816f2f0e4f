import { parseArgs } from 'node:util';
import { backUp } from './back-up.js';
import { exportLogs, verifyExportFolder } from './export.js';
import { openLogs } from './logs.js';
import { park } from './park.js';
import { rebuild } from './rebuild.js';
import { replay } from './replay.js';
import { verifyLogs, writeHeads } from './verify.js';

/** What a verb found: 0 fine, 1 found wrong, 2 cannot run. `said` goes to standard output, progress to standard error. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly said: object;
  readonly lines: readonly string[];
}

export interface CliOptions {
  readonly data: string;
  readonly keys: string | undefined;
  readonly to: string | undefined;
  readonly head: string | undefined;
  readonly export: string | undefined;
  readonly 'known-at': string | undefined;
  readonly progress: (message: string) => void;
}

const HELP = `Carethread: the operator's tool

  verify [--head FILE]      every log, event by event; names the first bad one. With heads written earlier, also against those
  verify --export DIR       an export folder, without the platform
  export --to DIR           every log as NDJSON with a manifest, and the sealed attachments
  head [--to DIR]           how far each log reaches and its hash, now; carry it elsewhere
  replay PERSON [--known-at INSTANT]   a person's events over all services, opened with the key store
  park                      facts that a policy could not act on
  back-up --to DIR          logs, keys and attachments as of one moment, beside a running platform; not the key-encryption key
  rebuild                   drops the views (the platform must not run); they are folded anew at the next start

  --data DIR (default CARETHREAD_DATA, else .data) · --keys DIR · --json · --help
  Reading verbs work beside a running platform. Exit: 0 fine, 1 found wrong, 2 cannot run.
`;

/** Runs one verb; gives the exit code. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        keys: { type: 'string' },
        to: { type: 'string' },
        head: { type: 'string' },
        export: { type: 'string' },
        'known-at': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const [verb, ...rest] = positionals;
    if (verb === undefined || values.help === true) {
      process.stdout.write(HELP);
      return verb === undefined && values.help !== true ? 2 : 0;
    }
    const options: CliOptions = {
      data: values.data ?? environment['CARETHREAD_DATA'] ?? '.data',
      keys: values.keys ?? environment['CARETHREAD_KEYS'],
      to: values.to,
      head: values.head,
      export: values.export,
      'known-at': values['known-at'],
      progress: (message) => void process.stderr.write(`${message}\n`),
    };
    const { code, said, lines } = await run(verb, rest, options);
    process.stdout.write(
      values.json === true ? `${JSON.stringify(said)}\n` : lines.map((line) => `${line}\n`).join(''),
    );
    return code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function run(verb: string, rest: readonly string[], options: CliOptions): Promise<Outcome> {
  switch (verb) {
    case 'verify':
      return options.export === undefined
        ? verifyLogs(openLogs(options.data), options)
        : verifyExportFolder(options.export, options.progress);
    case 'export':
      return exportLogs(openLogs(options.data), options);
    case 'head':
      return writeHeads(openLogs(options.data), options);
    case 'replay':
      return replay(openLogs(options.data), rest[0] ?? '', options);
    case 'park':
      return park(openLogs(options.data));
    case 'back-up':
      return backUp(options);
    case 'rebuild':
      return rebuild(options.data);
  }
  throw new Error(`there is no verb ${verb}: see --help`);
}
