import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../docs/reference/verify-export.mjs', import.meta.url));
const golden = fileURLToPath(new URL('./golden/export/assessment.events.ndjson', import.meta.url));
const verified = (...args: readonly string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

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

  describe('of a folder', () => {
    let folder: string;
    const other = (name: string): string => join(folder, `${name}.events.ndjson`);
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'carethread-export-'));
      cpSync(dirname(golden), folder, { recursive: true });
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it('verifies every log that the manifest names', () => {
      const { status, stdout } = verified(folder);
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: expect.stringMatching(/^assessment\.events\.ndjson: 4 events, head [0-9a-f]{64}\n$/),
      });
    });

    it('PLAT-05: names a log that is missing, one that the manifest does not name, and one that lost its end', () => {
      cpSync(other('assessment'), other('risk'));
      rmSync(other('assessment'));
      expect(verified(folder)).toMatchObject({
        status: 1,
        stderr: 'assessment.events.ndjson: is missing\nrisk.events.ndjson: is not what the manifest says\n',
      });
      writeFileSync(other('assessment'), `${readFileSync(golden, 'utf8').split('\n').slice(0, 3).join('\n')}\n`);
      rmSync(other('risk'));
      expect(verified(folder)).toMatchObject({
        status: 1,
        stderr: 'assessment.events.ndjson: is not what the manifest says\n',
      });
      rmSync(join(folder, 'manifest.json'));
      expect(verified(folder)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('manifest.json: is missing'),
      });
    });

    it.each([
      ['no JSON', '{"position":1', 'wrong at position 1: not a line of JSON'],
      ['null', 'null', 'wrong at position 1: the line holds no event'],
      ['no event', '{"position":1}', 'wrong at position 1: the line holds no event'],
    ])('names a line that is %s', (_, line, said) => {
      writeFileSync(other('assessment'), `${line}\n`);
      expect(verified(other('assessment'))).toMatchObject({ status: 1, stderr: `${said}\n` });
    });

    it('says how it is used, without an argument and where there is no export', () => {
      mkdirSync(join(folder, 'empty'));
      for (const args of [[], [join(folder, 'none')], [join(folder, 'empty')]]) {
        const { status, stdout, stderr } = verified(...args);
        expect([status, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(/^(there is no\w* [^\n]*\n)?usage: node verify-export\.mjs FOLDER/);
        expect(stderr).not.toContain('    at ');
      }
    });
  });
});
