import { startEmbedded } from '@carethread/embedded';
import { readSettings } from '@carethread/service-kit';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandFile } from './command-file.js';
import { Player } from './player.js';
import { Population } from './population.js';

describe('what the demo makes', () => {
  it('is answered by 201 with a Location and an id, and whoever made it reads it there', async () => {
    const data = mkdtempSync(join(tmpdir(), 'carethread-locations-'));
    const platform = await startEmbedded(
      readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
    );
    const url = await platform.listen();
    const send = globalThis.fetch;
    const made: string[] = [];
    const lost: string[] = [];
    globalThis.fetch = async (to, options) => {
      const answer = await send(to, options);
      const location = answer.headers.get('location');
      if (answer.status !== 201) {
        if (location !== null) lost.push(`${String(to)} answers ${answer.status} with a Location`);
        return answer;
      }
      const { id } = (await answer.clone().json()) as { readonly id?: string };
      made.push(location ?? '');
      const headers = new Headers(options?.headers);
      const position = answer.headers.get('x-position');
      if (position !== null) headers.set('prefer', `wait-for=${position}`);
      const read = await send(`${url}${location ?? ''}`, { headers });
      if (read.status !== 200 || id === undefined)
        lost.push(`${options?.method ?? ''} ${String(to).slice(url.length)} → ${location ?? 'nowhere'} ${read.status}`);
      return answer;
    };
    try {
      const commands = readCommandFile(readFileSync('docs/examples/a-persons-year.json', 'utf8'));
      await new Player(url, commands, new Population(1), () => undefined).play(1);
    } finally {
      globalThis.fetch = send;
      await platform.stop();
      rmSync(data, { recursive: true, force: true });
    }
    expect(lost).toEqual([]);
    expect(made.length).toBeGreaterThan(20);
  }, 120_000);
});
