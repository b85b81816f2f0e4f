import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../docs/reference/verify-export.mjs', import.meta.url));
const golden = fileURLToPath(new URL('./golden/export/assessment.events.ndjson', import.meta.url));
const verified = (file: string) => spawnSync(process.execPath, [program, file], { encoding: 'utf8' });

describe('the verifier that the reference prints', () => {
  it('verifies the golden export', () => {
    const { logHash } = JSON.parse(readFileSync(golden, 'utf8').trimEnd().split('\n').at(-1) ?? '') as {
      logHash: string;
    };
    expect(verified(golden)).toMatchObject({ status: 0, stdout: `4 events, head ${logHash}\n` });
  });

  it.each([
    ['changed', (text: string) => text.replace('"jurisdiction":"ENG"', '"jurisdiction":"SCO"'), 1],
    ['removed', (text: string) => text.split('\n').toSpliced(1, 1).join('\n'), 2],
    [
      'swapped',
      (text: string) =>
        text
          .split('\n')
          .toSpliced(0, 2, ...text.split('\n').slice(0, 2).reverse())
          .join('\n'),
      1,
    ],
  ])('names what was %s', (_, tamper, position) => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-export-'));
    try {
      const file = join(folder, 'tampered.ndjson');
      writeFileSync(file, tamper(readFileSync(golden, 'utf8')));
      const { status, stderr } = verified(file);
      expect(status).toBe(1);
      expect(stderr).toContain(`wrong at position ${position}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
