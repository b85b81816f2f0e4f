// npm run check: everything that can be said about the tree without running the product.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowedTags } from './boundaries.mjs';
import { root } from './ensure.mjs';
import { generate } from './generate.mjs';
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

const LONGEST_SUBJECT = 72;

/** Subjects of commits since the newest tag; of the newest commit alone where there is no tag. A tree without git has none. */
async function commitSubjects() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const tag = git('describe', '--tags', '--abbrev=0');
  const subjects = git('log', '--no-merges', '--format=%s', ...(tag === '' ? ['-1'] : [`${tag}..HEAD`])).split('\n');
  const long = subjects.filter((subject) => subject.length > LONGEST_SUBJECT);
  return {
    ok: long.length === 0,
    output: long.map((subject) => `${subject.length} characters, at most ${LONGEST_SUBJECT}: ${subject}\n`).join(''),
  };
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
  // Scripts for the browser know its types, and none of Node's.
  'client types': () => runNode(['node_modules/typescript/bin/tsc', '-p', 'deploy/edge/web/client/tsconfig.json']),
  generated: () => generate({ check: true }),
  // Fails for a package that nothing imports, and for one that is imported and not in package.json.
  packages: () => runNode(['node_modules/knip/bin/knip.js', '--dependencies', '--no-progress', '--no-config-hints']),
  projects: everyProjectIsWired,
  commits: commitSubjects,
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
