// Builds the style sheet and the scripts of the web into files that carry their hash, with a list that leads from name to file.
// Sass and esbuild are loaded only where a source changed since the last build: looking costs a few milliseconds.
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { root } from './ensure.mjs';

const WEB = 'deploy/edge/web';
export const TARGET = `${WEB}/assets/dist`;
const SOURCES = [`${WEB}/scss/*.scss`, `${WEB}/client/*.ts`, `${WEB}/src/enhance/*.ts`, `${WEB}/assets/*.svg`];
const PACKAGES = ['sass', 'esbuild', 'govuk-frontend', '@ministryofjustice/frontend'];
const MANIFEST = 'manifest.json';
const STAMP = '.stamp.json';

/** Changes with everything that the built files depend on. */
function stampNow() {
  const own = readFileSync(import.meta.filename, 'utf8');
  const versions = PACKAGES.map((name) => readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const times = files.map((file) => {
    const { mtimeMs, size } = statSync(join(root, file));
    return `${file}:${mtimeMs}:${size}`;
  });
  return createHash('sha256')
    .update([own, ...versions, ...times].join('\n'))
    .digest('hex');
}

async function stylesheet() {
  const { compileAsync, Logger } = await import('sass');
  const { css } = await compileAsync(join(root, WEB, 'scss/app.scss'), {
    // The libraries' files name each other from the root of the repository.
    loadPaths: [root, join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
    logger: Logger.silent,
  });
  return css;
}

async function script(name, format) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`${WEB}/client/${name}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

const isCompressible = (name) => ['.css', '.js', '.svg'].includes(extname(name));

/** A file appears whole or not at all: two builds may run at once. */
function writeWhole(path, content) {
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}

/** Writes a file under a name with its hash, and compressed beside it. @returns {Promise<string>} the name */
async function writeHashed(folder, name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const hashed = name.replace(/(\.[^.]+)$/, `.${hash}$1`);
  writeWhole(join(folder, hashed), bytes);
  if (isCompressible(name)) {
    writeWhole(join(folder, `${hashed}.gz`), await promisify(gzip)(bytes, { level: 9 }));
    writeWhole(join(folder, `${hashed}.br`), await promisify(brotliCompress)(bytes));
  }
  return hashed;
}

/**
 * Brings the built files up to date.
 * @param {string} folder where they go @returns {Promise<number>} how many files were made anew
 */
export async function buildAssets(folder = join(root, TARGET)) {
  if (!existsSync(join(root, WEB, 'scss/app.scss'))) return 0;
  const stamp = stampNow();
  const stampFile = join(folder, STAMP);
  if (existsSync(stampFile) && existsSync(join(folder, MANIFEST)) && readFileSync(stampFile, 'utf8') === stamp)
    return 0;
  mkdirSync(folder, { recursive: true });
  const pictures = globSync(`${WEB}/assets/*.svg`, { cwd: root }).sort();
  const contents = {
    'app.css': stylesheet(),
    'class.js': script('class', 'iife'),
    'app.js': script('app', 'esm'),
    ...Object.fromEntries(pictures.map((file) => [basename(file), readFileSync(join(root, file))])),
  };
  const manifest = {};
  for (const [name, content] of Object.entries(contents))
    manifest[name] = await writeHashed(folder, name, await content);
  // The list is written when all that it names is there; what it no longer names goes last.
  writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  writeWhole(stampFile, stamp);
  const current = Object.values(manifest);
  for (const name of readdirSync(folder))
    if (![MANIFEST, STAMP].includes(name) && !name.endsWith('.tmp') && !current.some((kept) => name.startsWith(kept)))
      rmSync(join(folder, name), { force: true });
  return current.length;
}

if (process.argv[1] === import.meta.filename) console.error(`assets: ${await buildAssets()} files`);
