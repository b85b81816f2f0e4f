import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const DOCUMENT = 'contracts/published/openapi.json';
const GENERATORS = 'deploy/tools/openapi/generators';
const MINUTES = 60_000;

/** Runs a tool of the generators' own node_modules; gives its status and what it printed, without colours. */
function tool(program: string, ...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(GENERATORS, 'node_modules', program), ...args],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off' } },
  );
  return { status, said: `${stdout}${stderr}` };
}

/** No example is asked about: Spectral compiles the schema of every one anew, which takes minutes. Redocly reads them all. */
function withoutExamples(text: string): string {
  return JSON.stringify(JSON.parse(text), (name, value: unknown) =>
    (name === 'example' || name === 'examples') && typeof value === 'object' ? undefined : value,
  );
}

describe('the published document, read by the tools of others', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-openapi-'));
    const install = ['deploy/tools/build/ensure.mjs', GENERATORS];
    expect(spawnSync(process.execPath, install, { encoding: 'utf8' })).toMatchObject({ status: 0 });
  }, 5 * MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'has no error and no warning under the recommended rules of Redocly',
    () => {
      const { status, said } = tool(
        '@redocly/cli/bin/cli.js',
        'lint',
        DOCUMENT,
        '--extends',
        'recommended',
        '--format',
        'json',
      );
      const { totals } = JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1));
      expect({ status, totals }).toEqual({ status: 0, totals: { errors: 0, warnings: 0, ignored: 0 } });
    },
    MINUTES,
  );

  it(
    'has no error, no warning and no hint under the recommended rules of Spectral',
    () => {
      const [copy, ruleset] = [join(folder, 'openapi.json'), join(folder, 'rules.json')];
      writeFileSync(copy, withoutExamples(readFileSync(DOCUMENT, 'utf8')));
      writeFileSync(ruleset, '{ "extends": [["spectral:oas", "recommended"]] }');
      const args = ['lint', copy, '--ruleset', ruleset, '--format', 'json', '--fail-severity', 'hint'];
      const { status, said } = tool('@stoplight/spectral-cli/dist/index.js', ...args);
      expect({ status, said: said.slice(0, 2_000) }).toMatchObject({ status: 0, said: expect.stringMatching(/^\[\]/) });
    },
    3 * MINUTES,
  );

  it(
    'becomes types by openapi-typescript without a warning',
    () => {
      const types = join(folder, 'types.ts');
      const { status, said } = tool('openapi-typescript/bin/cli.js', DOCUMENT, '--output', types);
      expect(status).toBe(0);
      expect(said).not.toMatch(/warn|error|⚠/i);
      expect(readFileSync(types, 'utf8')).toContain('export interface paths');
    },
    MINUTES,
  );
});
