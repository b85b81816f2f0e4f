import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function demo(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, ['deploy/tools/demo/dist/main.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

describe('the demo', () => {
  it('ends with 2 where the platform that it was given has no test clock, or is not there', async () => {
    const server = createServer((_, answer) => answer.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await demo('--url', url)).toEqual({ code: 2, said: expect.stringContaining('has no test clock') });
    await new Promise((resolve) => server.close(resolve));
    expect(await demo('--url', url)).toMatchObject({ code: 2 });
  });

  it('plays a file of one’s own, whatever it saves and whoever is in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-own-'));
    const file = join(folder, 'own.json');
    const example = JSON.parse(readFileSync('docs/examples/a-persons-year.json', 'utf8')) as {
      people: Record<string, unknown>;
      steps: unknown[];
    };
    const { auditor: _, ...people } = example.people;
    writeFileSync(file, JSON.stringify({ title: 'one of my own', people, steps: example.steps.slice(0, 8) }));
    expect(await demo(file)).toEqual({ code: 0, said: expect.stringContaining('8 steps in') });
    writeFileSync(file, JSON.stringify({ ...example, title: 'with an auditor', steps: example.steps.slice(0, 8) }));
    expect(await demo(file)).toEqual({ code: 0, said: expect.stringContaining('Timeline') });
    rmSync(folder, { recursive: true });
  });

  it('plays the first weeks of as many people as are wanted, who share those who serve them', async () => {
    const { code, said } = await demo('--people', '26', '--life', 'short');
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('26 synthetic people') });
    // Each of the two keyworkers writes for their own people only: anything else ends the demo with 1.
    expect(said).toContain('ServiceStarted');
  });

  it('tells how it goes, to whoever asks and to whoever was not understood', async () => {
    expect(await demo('--help')).toEqual({ code: 0, said: expect.stringContaining('npm run demo') });
    expect(await demo('--nonsense')).toEqual({ code: 2, said: expect.stringContaining('npm run demo') });
  });

  it('ends with 2 for a number that is none', async () => {
    expect(await demo('--people', 'many')).toMatchObject({ code: 2 });
    expect(await demo('no-such-file.json')).toEqual({
      code: 2,
      said: expect.stringContaining('no-such-file.json cannot be played'),
    });
  });
});
