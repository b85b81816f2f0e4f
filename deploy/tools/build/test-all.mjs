// npm run test:all: everything there is, for the hour before a change is called done: the check and every test with the whole access
// matrix, the demo, noise, 30 kills, the pages in a browser, and the engine stage whole (suites, 20,000 notices by all four ways,
// stories on six processes, with two copies and on KurrentDB's double, faults). Ends with one plain line,
// `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const stages = [
  { name: 'tests, with the whole access matrix', args: ['test'], env: { CARETHREAD_MATRIX: 'all' }, counts: true },
  { name: 'demo', args: ['demo'] },
  { name: 'noise', args: ['test', '--only', 'noise'], env: { CARETHREAD_NOISE: '20000' } },
  { name: 'kills', args: ['crash', '--runs', '30'] },
  { name: 'pages', args: ['test:pages'], counts: true },
  { name: 'real servers', args: ['test:engine'], env: { CARETHREAD_NOTICES: '20000' }, counts: true },
];

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const { name, args, env = {}, counts = false } of stages) {
  const began = performance.now();
  console.log(`== ${name}: node deploy/tools/build/run.mjs ${args.join(' ')}`);
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'deploy/tools/build/run.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  process.stdout.write(stdout ?? '');
  const [, ...said] =
    /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec((stdout ?? '').trimEnd().split('\n').at(-1) ?? '') ?? [];
  if (counts && said.length === 3)
    for (const [index, part] of ['passed', 'failed', 'skipped'].entries()) totals[part] += Number(said[index]);
  else if (status === 0) totals.passed += 1;
  if (status !== 0 && !(counts && Number(said[1]) > 0)) totals.failed += 1;
  console.log(`== ${name}: ended with ${status} after ${((performance.now() - began) / 60_000).toFixed(1)} min`);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 && totals.skipped === 0 ? 0 : 1);
