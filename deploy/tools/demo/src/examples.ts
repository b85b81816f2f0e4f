import { startEmbedded } from '@carethread/embedded';
import { dictionaryOf, isObject, parsed } from '@carethread/ledger';
import { readSettings } from '@carethread/service-kit';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandFile } from './command-file.js';
import { ExampleKeeper } from './example-keeper.js';
import { Player } from './player.js';
import { Population } from './population.js';

// Plays the command files of the documentation, reads what hangs on everything that they made, and keeps the first real answer of
// each operation. Answers that are kept already stay: an example changes only where somebody takes it out of the file first.
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const file = `${root}contracts/published/examples.json`;
const files = process.argv.length > 2 ? process.argv.slice(2) : [`${root}docs/examples/a-persons-year.json`];
const keeper = new ExampleKeeper(parsed(readFileSync(file, 'utf8'), dictionaryOf(isObject), 'the examples'));

const data = mkdtempSync(join(tmpdir(), 'carethread-examples-'));
const platform = await startEmbedded(
  readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
);
const url = await platform.listen();
const send = globalThis.fetch;
globalThis.fetch = async (to, options) => {
  const answer = await send(to, options);
  await keeper.keep(String(to).slice(url.length), options, answer.clone());
  return answer;
};
try {
  for (const one of files) {
    const commands = readCommandFile(readFileSync(one, 'utf8'));
    const player = new Player(url, commands, new Population(1), () => undefined);
    const [known = new Map<string, unknown>()] = await player.play(1);
    await player.testRoute('GET', '/test/idle?within=60000');
    for (const as of Object.keys(commands.people))
      for (const path of keeper.unread(String(known.get('person'))))
        await player.call(as, 'GET', path, undefined, known);
  }
} finally {
  globalThis.fetch = send;
  await platform.stop();
  rmSync(data, { recursive: true, force: true });
}
writeFileSync(file, `${JSON.stringify(keeper.kept(), null, 2)}\n`);
