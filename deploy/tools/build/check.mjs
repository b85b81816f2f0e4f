// npm run check: everything that can be said about the tree without running the product.
import { existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowedTags } from './boundaries.mjs';
import { root } from './ensure.mjs';
import { Argument } from 'commander';
import { program } from './program.mjs';
import { workspaceProjects } from './projects.mjs';
import { runNode, runStages } from './stages.mjs';

const cache = 'node_modules/.cache/carethread';

/** What nobody sees in an installed tree: a project that the lock, the compiled code or the import rules do not know. */
async function everyProjectIsWired() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const problems = workspaceProjects().flatMap(({ folder, name, tag }) => {
    const { exports = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const hasTesting = existsSync(join(root, folder, 'src/testing/index.ts'));
    const testing = exports['./testing'];
    return [
      !packages[folder] || !packages[`node_modules/${name}`]
        ? 'package-lock.json does not know it: run npm install'
        : '',
      exports['.']?.default !== './dist/index.js' ? 'exports "." has no default ./dist/index.js' : '',
      exports['.']?.source !== './src/index.ts' ? 'exports "." has no source ./src/index.ts' : '',
      hasTesting && testing?.default !== './dist/testing/index.js'
        ? 'src/testing is there, exports "./testing" is not'
        : '',
      !(tag in allowedTags) ? `the tag ${tag} has no import rule` : '',
    ]
      .filter((problem) => problem !== '')
      .map((problem) => `${folder}: ${problem}\n`);
  });
  return { ok: problems.length === 0, output: problems.join('') };
}

/** The contract lock is a spec, so that `npm test` has it with all the others. */
async function contractLock() {
  const specs = globSync('contracts/src/**/*lock*.spec.ts', { cwd: root });
  if (specs.length === 0)
    return { ok: false, output: 'contracts/src has no *lock*.spec.ts: published contracts are not guarded\n' };
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  return runNode([...jest, '--ci', '--runInBand', ...specs]);
}

const stages = {
  lint: () => runNode(['node_modules/eslint/bin/eslint.js', '.']),
  format: () =>
    runNode([
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
    ]),
  types: () =>
    runNode([
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      `${cache}/tsc.tsbuildinfo`,
    ]),
  docs: () => runNode(['deploy/tools/build/docs.mjs', '--check']),
  trace: () => runNode(['deploy/tools/build/trace.mjs', '--check']),
  projects: everyProjectIsWired,
  contracts: contractLock,
};

/** @param {string[]} names stages to run; none means all. @returns {Promise<{ passed: number, failed: number }>} */
export async function check(names = []) {
  mkdirSync(join(root, cache), { recursive: true });
  const wanted = Object.entries(stages).filter(([name]) => names.length === 0 || names.includes(name));
  return runStages(wanted.map(([name, run]) => ({ name, run })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { args: names } = program('npm run check --', 'Checks the tree without running the product.')
    .addArgument(new Argument('[STAGE...]', 'default: all').choices(Object.keys(stages)))
    .parse();
  const { passed, failed } = await check(names);
  console.log(`check: ${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
