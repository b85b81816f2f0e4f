import type { TopicSettings } from '@carethread/bus-kafka';
import { parseCommandLine } from '@carethread/command-line';
import { backUp } from './back-up.js';
import { exportLogs, verifyExportFolder } from './export.js';
import type { CliOptions, Outcome } from './verb.js';
import { idArgument, instantArgument, streamArgument } from './arguments.js';
import { writeHeads } from './heads.js';
import type { NamedLog } from './logs.js';
import { moveAll } from './move-all.js';
import { acceptClock, redrive } from './operator.js';
import { park } from './park.js';
import { plainError } from './plain-error.js';
import { migrate, prepare, rotateKeys, topics } from './prepare.js';
import { rebuild } from './rebuild.js';
import { findLogs, LOG_NAMES, openAttachments, openStore, readAllLogs } from './stores.js';
import { token, type TokenWish } from './token.js';
import { platformUrl, toolSettings } from './tool-settings.js';
import { verifyKeys } from './verify-keys.js';
import { verifyLogs } from './verify.js';

const HELP = `Carethread: the operator's tool

  verify [--head FILE]      every log, event by event; names the first bad one. The store's own check and the attachments with it. With
                            heads written earlier (a file or a folder), also against each of those
  verify --export DIR [--head FILE]   an export folder, without the platform: every log of it, against heads written earlier too
  export --to DIR           every log as NDJSON with a manifest, and the sealed attachments
  head [--to DIR]           how far each log reaches and its hash, now; carry it elsewhere
  replay PERSON [--known-at INSTANT]   a person's events over all services, opened with the key store; without an instant all of them
  diff STREAM --known-at INSTANT [--and INSTANT]   what of one thing (\`carePlan-<uuid>\`) is known at one instant and not at the
                            other (default all that is known), word by word, with who recorded what in between
  park [--redrive]          facts that a policy could not act on, messages that a service could not take; driven again by what runs on
                            the data folder
  accept-clock              says to what runs on the data folder that its clock is right: it writes again
  back-up --to DIR          logs, keys and attachments as of one moment, beside a running platform; not the key-encryption key
  move --from URL --to URL  carries every log and attachment between stores, as they are, and the keys, wrapped anew by the other
                            side's key-encryption key, and verifies both sides; what broke off goes on where it stood; policies
                            go on where they stood. Neither platform may run
  migrate                   tables, triggers and rights in PostgreSQL, as the role that owns them (CARETHREAD_LOG, _KEYS, _ATTACHMENTS)
  topics [--partitions N] [--replicas N] [--flush-messages N]   makes missing topics of CARETHREAD_BUS and checks the others
  prepare                   both: migrate, then topics
  rotate-keys               wraps every data key with the first key-encryption key of the mounted file
  rebuild                   drops the views (the platform must not run); they are folded anew at the next start
  token [USER] [--roles KW,SM --tenant ID --organisation ID --person ID --services ID,… --qualifications assessor --expires-in S]
                            a token, from a platform in demo or test mode at --url URL (default CARETHREAD_HOST and _PORT);
                            in demo mode of a user that it lists

  --data DIR (default CARETHREAD_DATA, else .data) · --keys DIR or postgres://…?kek=FILE · --json · --help
  verify, export, head, replay, diff and park read --from URL (sqlite:DIR, postgres://… or kurrentdb://…), else CARETHREAD_LOG
  move takes --attachments-from and --attachments-to URL (file:DIR, postgres://… or s3://…; beside logs in SQLite and PostgreSQL
  they are found), --keys-from and --keys-to (DIR or postgres://…?kek=FILE; beside logs in SQLite they are found),
  --checkpoints-from and --checkpoints-to (for KurrentDB: sqlite:DIR or mongodb://…, where its views are) · --namespace NAME
  INSTANT is RFC 3339 (2026-03-02T09:00:00Z) or a local date (its first moment); PERSON and ID are UUIDs.
  Reading verbs work beside a running platform. Exit: 0 fine, 1 found wrong, 2 cannot run.
`;

/** How many arguments a verb takes besides its options. */
const TAKES: Readonly<Record<string, number>> = { replay: 1, diff: 1, token: 1 };

/** Runs one verb; gives the exit code. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  try {
    const wishes = {
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        keys: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        'attachments-from': { type: 'string' },
        'attachments-to': { type: 'string' },
        'keys-from': { type: 'string' },
        'keys-to': { type: 'string' },
        'checkpoints-from': { type: 'string' },
        'checkpoints-to': { type: 'string' },
        namespace: { type: 'string' },
        partitions: { type: 'string' },
        replicas: { type: 'string' },
        'flush-messages': { type: 'string' },
        head: { type: 'string' },
        export: { type: 'string' },
        'known-at': { type: 'string' },
        redrive: { type: 'boolean' },
        and: { type: 'string' },
        url: { type: 'string' },
        roles: { type: 'string' },
        tenant: { type: 'string' },
        organisation: { type: 'string' },
        person: { type: 'string' },
        services: { type: 'string' },
        qualifications: { type: 'string' },
        'expires-in': { type: 'string' },
        json: { type: 'boolean' },
      },
    } as const;
    const heard = parseCommandLine(wishes, args);
    if ('misheard' in heard) throw new Error(heard.misheard);
    const [verb, ...rest] = 'help' in heard ? [] : heard.said.positionals;
    if ('help' in heard || verb === undefined) {
      process.stdout.write(HELP);
      return 'help' in heard ? 0 : 2;
    }
    const { values } = heard.said;
    const [extra] = rest.slice(TAKES[verb] ?? 0);
    if (extra !== undefined)
      throw new Error(`${verb} takes no argument ${JSON.stringify(extra)}: see --help for its options`);
    const { code, said, lines } =
      verb === 'token'
        ? await token(tokenWish(rest[0], values, environment), (line) => void process.stderr.write(`${line}\n`))
        : await run(verb, rest, optionsOf(values, environment), environment);
    process.stdout.write(
      values.json === true ? `${JSON.stringify(said)}\n` : lines.map((line) => `${line}\n`).join(''),
    );
    return code;
  } catch (error) {
    process.stderr.write(`${plainError(error)}\n`);
    return 2;
  }
}

type Given = Readonly<Record<string, string | boolean | undefined>>;

function tokenWish(
  userId: string | undefined,
  given: Given,
  environment: Readonly<Record<string, string | undefined>>,
): TokenWish {
  const text = (name: string): string | undefined => (typeof given[name] === 'string' ? given[name] : undefined);
  const id = (name: string): string | undefined => {
    const given = text(name);
    return given === undefined ? undefined : idArgument(`--${name}`, given);
  };
  return {
    url: text('url') ?? platformUrl(environment),
    userId,
    roles: text('roles'),
    tenant: id('tenant'),
    organisation: id('organisation'),
    person: id('person'),
    services: text('services'),
    qualifications: text('qualifications'),
    'expires-in': text('expires-in'),
  };
}

/** What was said on the command line, else what the settings say. Throws UnsafeSettings. */
function optionsOf(given: Given, environment: Readonly<Record<string, string | undefined>>): CliOptions {
  const settings = toolSettings(environment);
  const text = (name: string): string | undefined => (typeof given[name] === 'string' ? given[name] : undefined);
  const instantOf = (name: string): string | undefined => {
    const given = text(name);
    return given === undefined ? undefined : instantArgument(`--${name}`, given);
  };
  const [data, namespace] = [text('data') ?? settings.data, text('namespace') ?? settings.namespace];
  // A data folder that was named is meant, whatever else the environment says.
  const told = text('from') ?? (text('data') === undefined ? undefined : 'sqlite:');
  const log = told ?? settings.log;
  const beside = told === undefined && settings.attachments !== 'file:' ? settings.attachments : undefined;
  return {
    data,
    namespace,
    log,
    keys: text('keys') ?? (text('data') === undefined ? settings.keys : undefined),
    attachments: text('attachments-from') ?? beside ?? openStore(log, data, namespace).attachments,
    from: text('from'),
    to: text('to'),
    'attachments-from': text('attachments-from'),
    'attachments-to': text('attachments-to'),
    'keys-from': text('keys-from'),
    'keys-to': text('keys-to'),
    'checkpoints-from': text('checkpoints-from'),
    'checkpoints-to': text('checkpoints-to'),
    partitions: text('partitions'),
    replicas: text('replicas'),
    'flush-messages': text('flush-messages'),
    head: text('head'),
    export: text('export'),
    'known-at': instantOf('known-at'),
    and: instantOf('and'),
    redrive: given['redrive'] === true,
    progress: (message) => void process.stderr.write(`${message}\n`),
  };
}

async function run(
  verb: string,
  rest: readonly string[],
  options: CliOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Outcome> {
  const { data, log, namespace } = options;
  const withLogs = async (work: (logs: readonly NamedLog[]) => Promise<Outcome>): Promise<Outcome> => {
    const logs = await readAllLogs(openStore(log, data, namespace));
    try {
      return await work(logs);
    } finally {
      await Promise.all(logs.map(({ log }) => log.close()));
    }
  };
  switch (verb) {
    case 'verify':
      return options.export === undefined
        ? verifyStore(options, environment)
        : verifyExportFolder(options.export, { ...options, expected: expectedLogs(environment) });
    case 'export':
      return withLogs((logs) => exportWithAttachments(logs, options));
    case 'head':
      return withLogs((logs) => writeHeads(logs, options));
    case 'replay':
      return withLogs(async (logs) => {
        const { replay } = await import('./replay.js'); // it knows every decider: no other verb need wait for them
        return replay(logs, idArgument('PERSON', rest[0] ?? ''), options);
      });
    case 'diff':
      return withLogs(async (logs) => {
        const { diff } = await import('./diff.js');
        return diff(logs, streamArgument('STREAM', rest[0] ?? ''), options);
      });
    case 'park':
      return options.redrive ? redrive(data) : withLogs(park);
    case 'accept-clock':
      return acceptClock(data);
    case 'migrate':
      return migrate(environment);
    case 'prepare':
      return prepare(environment, wishesOf(options));
    case 'topics':
      return topics(environment, wishesOf(options));
    case 'rotate-keys':
      return rotateKeys(environment);
    case 'back-up':
      return backUp(options);
    case 'move':
      return moveAll(options, environment['CARETHREAD_MODE'] !== 'production');
    case 'rebuild':
      return rebuild(data);
  }
  throw new Error(`there is no verb ${verb}: see --help`);
}

/** The logs of the services that the settings name: all of them where they name none. */
function expectedLogs(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { services } = toolSettings(environment);
  return LOG_NAMES.filter((name) => services.includes(name.replace(/\.access$/, '') as (typeof services)[number]));
}

/** Every log that the settings' services have must be there, with every attachment that it cites. */
async function verifyStore(
  options: CliOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Outcome> {
  const found = await findLogs(openStore(options.log, options.data, options.namespace), expectedLogs(environment));
  const there =
    options.attachments === undefined ? undefined : await openAttachments(options.attachments, options.namespace);
  try {
    return await verifyLogs(found, options, there?.attachments, (logs) => verifyKeys(logs, options));
  } finally {
    await there?.close();
    await Promise.all(found.logs.map(({ log }) => log.close()));
  }
}

async function exportWithAttachments(logs: readonly NamedLog[], options: CliOptions): Promise<Outcome> {
  const { attachments: where, namespace } = options;
  const there = where === undefined ? undefined : await openAttachments(where, namespace);
  try {
    return await exportLogs(logs, options, there?.attachments);
  } finally {
    await there?.close();
  }
}

/** Throws where a number is none. */
function wishesOf({ partitions, replicas, 'flush-messages': flushMessages }: CliOptions): TopicSettings {
  const wishes: Record<string, number> = {};
  for (const [name, text] of Object.entries({ partitions, replicas, flushMessages })) {
    if (text === undefined) continue;
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${name} must be a whole number of 1 or more`);
    wishes[name] = Number(text);
  }
  return wishes;
}
