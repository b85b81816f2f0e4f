import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.js';

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('what a process of the platform writes', () => {
  let folder = '';
  let child: Child | undefined;
  let said: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-child-'));
    said = [];
  });
  afterEach(async () => {
    await child?.stop();
    child = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  function script(text: string): string {
    const file = join(folder, 'child.cjs');
    writeFileSync(file, `process.on('disconnect', () => process.exit());\n${text}`);
    return file;
  }
  const start = async (text: string, say: (line: string) => void | Promise<void>): Promise<void> => {
    child = await Child.start({ name: 'risk 2', script: script(text), env: {}, say });
  };

  it('reaches the operator line by line, before and after it is ready: structured lines stay so, and name the process', async () => {
    await start(
      `console.log('begins');
       process.stdout.write('risk is ready at http://127.0.0.1:9\\n{"level":30,"msg":"first"}\\n{"level":40,');
       console.error('a warning');
       setTimeout(() => process.stdout.write('"msg":"in two pieces"}\\n'), 50);`,
      (line) => void said.push(line),
    );
    await until(() => said.length === 4);
    expect(said).toContain('risk 2: begins');
    expect(said).toContain('risk 2: a warning');
    const structured = said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as object);
    expect(structured).toEqual([
      { process: 'risk 2', level: 30, msg: 'first' },
      { process: 'risk 2', level: 40, msg: 'in two pieces' },
    ]);
  });

  it('is there to its last line when it dies, before the word that it ended; and it is started again', async () => {
    const many = 20_000;
    await start(
      `console.log('risk is ready at http://127.0.0.1:9');
       if (!require('node:fs').existsSync(${JSON.stringify(join(folder, 'died'))})) {
         require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'died'))}, '');
         for (let line = 1; line <= ${many}; line++) process.stdout.write('{"line":' + line + '}\\n');
         process.stderr.write('last words without an end');
         process.exitCode = 7;
         process.channel.unref();
       } else setInterval(() => undefined, 1000);`,
      (line) => void said.push(line),
    );
    await until(() => said.includes('risk 2 ended (7); it is started again'));
    const structured = said.filter((line) => line.startsWith('{'));
    expect(structured).toHaveLength(many);
    expect(structured.at(-1)).toBe(`{"process":"risk 2","line":${many}}`);
    expect(said.indexOf('risk 2: last words without an end')).toBeGreaterThan(-1);
    expect(said.at(-1)).toBe('risk 2 ended (7); it is started again');
  });

  it('waits in the process while no line is taken, and does not pile up here', async () => {
    let take: (() => void) | undefined;
    const taken = new Promise<void>((resolve) => (take = resolve));
    await start(
      `console.log('risk is ready at http://127.0.0.1:9');
       const line = 'x'.repeat(1000);
       let written = 0;
       const more = () => {
         while (written < 5000) {
           written += 1;
           if (!process.stdout.write(line + written + '\\n')) return void process.stdout.once('drain', more);
         }
       };
       more();
       setInterval(() => undefined, 1000);`,
      async (line) => {
        said.push(line);
        if (said.length === 1) await taken;
      },
    );
    await until(() => said.length === 1);
    take?.();
    await until(() => said.length === 5000);
    expect(said.at(-1)?.endsWith('x5000')).toBe(true);
  });
});
