import { Option, program, refuse, wholeNumber } from '@carethread/command-line';
import { errorOf, listMember, member, textMember } from '@carethread/ledger';
import { startEmbedded } from '@carethread/embedded';
import { readSettings } from '@carethread/service-kit';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandFile, type CommandFile } from './command-file.js';
import { Player } from './player.js';
import { idsOf } from './ids.js';
import { Population } from './population.js';

const commandLine = program(
  'npm run demo --',
  `Plays command files (docs/reference/command-file.md) against a platform in test mode that it starts, or the one at --url.`,
)
  .argument('[FILE...]', 'command files (default: that of the life)')
  .addOption(
    new Option('--life <LIFE>', 'a person’s year, or their first weeks')
      .choices(['year', 'short'] as const)
      .default('year' as const),
  )
  .option('--people <N>', 'size of the synthetic population', wholeNumber(), 1)
  .option('--seed <N>', 'of the synthetic population', wholeNumber(), 1)
  .option('--url <URL>', 'a running platform in test mode')
  .option('--data <DIR>', 'keep the data folder there')
  .parse();
const { people: count, seed, url: givenUrl, data, life } = commandLine.opts();
const LIVES = { year: 'docs/examples/a-persons-year.json', short: 'docs/examples/short-life.json' };
const files = commandLine.args.length > 0 ? commandLine.args : [LIVES[life]];
// Before a platform is started for them.
const played = files.map(read);
const folder = data ?? (givenUrl === undefined ? mkdtempSync(join(tmpdir(), 'carethread-demo-')) : undefined);
const platform =
  givenUrl === undefined
    ? await startEmbedded(
        readSettings({ ...process.env, CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: folder }),
      )
    : undefined;
const url = givenUrl ?? (await platform?.listen()) ?? '';
let code = 0;
try {
  const idle = await fetch(`${url}/test/idle?within=1000`).catch(() => undefined);
  if (idle?.status !== 200) {
    process.stderr.write(`${url} has no test clock: the demo needs a platform in test mode\n`);
    code = 2;
  } else for (const commands of played) await play(commands);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  code = 1;
} finally {
  await platform?.stop();
  if (data === undefined && folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
process.exit(code);

function read(file: string): CommandFile {
  try {
    return readCommandFile(readFileSync(file, 'utf8'));
  } catch (error) {
    return refuse(`${file} cannot be played: ${errorOf(error).message}`);
  }
}

async function play(commands: CommandFile): Promise<void> {
  process.stdout.write(
    `${commands.title}\n${count === 1 ? 'one synthetic person' : `${count} synthetic people`}, ${commands.steps.length} steps\n`,
  );
  const player = new Player(url, commands, new Population(seed), bar);
  const began = Date.now();
  const known = await player.play(count);
  process.stderr.write('\n');
  await player.testRoute('GET', '/test/idle?within=60000');
  const first = known[0];
  if (first !== undefined) {
    await show(player, first);
    process.stdout.write(
      idsOf(first, {
        count,
        since: commands.steps.find(({ at }) => at !== undefined)?.at,
        kept: data,
        url: givenUrl,
        users: player.users(first),
      }),
    );
  }
  process.stdout.write(`${count * commands.steps.length} steps in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

function bar(done: number, of: number, note: string): void {
  const width = 30;
  const full = Math.round((done / of) * width);
  process.stderr.write(
    `\r[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done.toFixed(0)}/${of} ${note.padEnd(50).slice(0, 50)}`,
  );
}

/** What an auditor sees of the first person and of their plan, as far as the file has an auditor and has saved `person` and `plan`. */
async function show(player: Player, known: ReadonlyMap<string, unknown>): Promise<void> {
  const auditor = Object.entries(player.file.people).find(
    ([, claims]) => 'roles' in claims && Array.isArray(claims.roles) && claims.roles.includes('AU'),
  )?.[0];
  if (auditor === undefined) return;
  const read = async (path: string): Promise<unknown> => {
    const { status, body } = await player.call(auditor, 'GET', path, undefined, known);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const [person, plan] = [known.get('person'), known.get('plan')];
  if (typeof person === 'string') await showTimeline(read, person);
  if (typeof plan === 'string') await showPlan(read, plan);
}

type Read = (path: string) => Promise<unknown>;

async function showTimeline(read: Read, person: string): Promise<void> {
  const timeline = listMember(await read(`/audit/persons/${person}/timeline`), 'items').map((event) => ({
    recordedAt: textMember(event, 'recordedAt') ?? '',
    service: textMember(event, 'service') ?? '',
    type: textMember(event, 'type') ?? '',
  }));
  process.stdout.write(
    `\nTimeline: ${timeline.length} events of ${new Set(timeline.map(({ service }) => service)).size} services\n`,
  );
  for (const { recordedAt, service, type } of timeline)
    process.stdout.write(`  ${recordedAt}  ${service.padEnd(17)} ${type}\n`);
}

async function showPlan(read: Read, plan: string): Promise<void> {
  const versions = listMember(await read(`/care-plan/plans/${plan}/versions`), 'items');
  if (versions.length > 1) {
    const [from, to] = [versions[0], versions.at(-1)].map((version) => textMember(version, 'effectiveFrom'));
    const changes = member(await read(`/care-plan/plans/${plan}/diff?from=${from}&to=${to}`), 'changes');
    process.stdout.write(
      `\nDifference of the plan between ${from?.slice(0, 10)} and ${to?.slice(0, 10)}\n${JSON.stringify(changes, null, 2)}\n`,
    );
  }
  const verification = await read(`/audit/streams/carePlan-${plan}/verification`);
  process.stdout.write(`\nVerification of the plan's stream: ${JSON.stringify(verification)}\n\n`);
  if (member(verification, 'valid') !== true) throw new Error('the stream does not verify');
}
