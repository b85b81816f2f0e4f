import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../run.mjs', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });

describe('the launcher', () => {
  it('runs a verb on the Node that the project brings, and hands its exit code on', () => {
    const { status, stdout } = run('check', 'projects');
    expect(stdout).toContain('ok      projects');
    expect(status).toBe(0);
    expect(run('check', 'no-such-stage').status).toBe(2);
  });

  it('names the verbs when it does not know one, and ends with 2', () => {
    const { status, stderr } = run('fly');
    expect(status).toBe(2);
    expect(stderr).toContain(
      'start, demo, bench, crash, carethread, identity, engine, platform, test, test:engine, test:pages, test:all, check',
    );
  });
});
