// Transpiles src/ of every workspace project into its dist/, only what changed, and removes what has no source any more; then the
// style sheet and the scripts of the web, where those changed.
// Types are checked by `npm run check`, not here: the platform must be up in a second or two.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssets } from './assets.mjs';
import { root } from './ensure.mjs';
import { workspaceProjects } from './projects.mjs';
import { swcOptions, swcOptionsOfViews } from './swc-options.mjs';

const STAMP = '.stamp.json';
const quiet = process.argv.includes('--quiet');

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const isTest = (file) => /\.spec\.tsx?$/.test(file) || file.includes('__snapshots__/');
const isTypesOnly = (file) => file.endsWith('.d.ts');
const isView = (file) => file.endsWith('.tsx');
const isCode = (file) => file.endsWith('.ts') || isView(file);
const outputsOf = (file) =>
  isCode(file) ? [file.replace(/\.tsx?$/, '.js'), file.replace(/\.tsx?$/, '.js.map')] : [file];

/** Two builds may run at once (a test beside `npm start`): a file appears whole or not at all. */
function writeWhole(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}

function readStamp(dist, key) {
  try {
    const stamp = JSON.parse(readFileSync(join(dist, STAMP), 'utf8'));
    return stamp.key === key ? stamp.files : {};
  } catch {
    return {};
  }
}

/** Whatever changes how every file is transpiled makes every stamp worthless. */
function builderKey() {
  const own = ['build.mjs', 'swc-options.mjs'].map((name) =>
    readFileSync(fileURLToPath(new URL(name, import.meta.url))),
  );
  const swc = readFileSync(join(root, 'node_modules/@swc/core/package.json'));
  return createHash('sha256')
    .update(Buffer.concat([...own, swc]))
    .digest('hex');
}

let transform; // loaded only when there is something to do: the compiler costs more than the check
async function transpile(src, dist, file) {
  transform ??= (await import('@swc/core')).transform;
  const target = join(dist, outputsOf(file)[0]);
  const source = join(src, file);
  const { code, map } = await transform(readFileSync(source, 'utf8'), {
    ...(isView(file) ? swcOptionsOfViews : swcOptions),
    filename: source,
    sourceFileName: relative(dirname(target), source).replaceAll('\\', '/'),
    sourceMaps: true,
  });
  writeWhole(`${target}.map`, map);
  writeWhole(target, `${code}//# sourceMappingURL=${target.split(/[\\/]/).at(-1)}.map\n`);
}

/**
 * Brings one `dist` up to date with its `src`.
 * @param {string} src @param {string} dist @param {string} key stamps of another key count for nothing
 * @returns {Promise<number>} how many files were made anew
 */
export async function buildFolder(src, dist, key) {
  const sources = filesUnder(src).filter((file) => !isTest(file) && !isTypesOnly(file));
  const wanted = new Set(sources.flatMap(outputsOf));
  const present = new Set(filesUnder(dist).filter((file) => file !== STAMP && !file.endsWith('.tmp')));

  for (const file of present) if (!wanted.has(file)) rmSync(join(dist, file), { force: true });

  const before = readStamp(dist, key);
  const after = {};
  const changed = sources.filter((file) => {
    const { mtimeMs, size } = statSync(join(src, file));
    after[file] = `${mtimeMs}:${size}`;
    return before[file] !== after[file] || outputsOf(file).some((output) => !present.has(output));
  });
  await Promise.all(
    changed.map((file) =>
      isCode(file) ? transpile(src, dist, file) : writeWhole(join(dist, file), readFileSync(join(src, file))),
    ),
  );
  if (changed.length > 0 || Object.keys(before).length !== sources.length) {
    writeWhole(join(dist, STAMP), JSON.stringify({ key, files: after }));
  }
  return changed.length;
}

/** Builds what changed. @returns {Promise<number>} how many files were made anew */
export async function build() {
  const key = builderKey();
  const counts = await Promise.all(
    workspaceProjects().map(({ folder }) => buildFolder(join(root, folder, 'src'), join(root, folder, 'dist'), key)),
  );
  return counts.reduce((sum, count) => sum + count, await buildAssets());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = performance.now();
  try {
    const made = await build();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (!quiet || made > 0) console.error(`build: ${made} file${made === 1 ? '' : 's'} in ${seconds} s`);
  } catch (error) {
    console.error(`build failed: ${error.message ?? error}`);
    process.exit(1);
  }
}
