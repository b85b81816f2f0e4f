// Lets Node import the TypeScript of the project as Jest does: the same names, the same swc, mutated files in place of theirs.
import { transformSync } from '@swc/core';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import jest from '../../../../jest.config.mjs';
import { root } from '../ensure.mjs';
import { swcOptions } from '../swc-options.mjs';

const cache = join(root, 'node_modules', '.cache', 'carethread', 'mutants');
const names = Object.entries(jest.moduleNameMapper).map(([pattern, target]) => [new RegExp(pattern), target]);

function pathOf(specifier, importer) {
  const found = names.find(([pattern]) => pattern.test(specifier));
  if (found === undefined) return undefined;
  const path = specifier.replace(found[0], found[1]).replace('<rootDir>', root);
  const whole = path.startsWith('.') ? resolvePath(dirname(fileURLToPath(importer)), path) : path;
  return [whole, `${whole}.ts`].find((file) => file.endsWith('.ts') && existsSync(file));
}

/** Kept on disk by content, because every mutant in code that runs on import starts a process of its own. */
function compiled(source, filename) {
  const kept = join(cache, `${createHash('sha256').update(filename).update(source).digest('hex')}.mjs`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code } = transformSync(source, { ...swcOptions, filename });
  mkdirSync(cache, { recursive: true });
  writeFileSync(`${kept}.${process.pid}`, code);
  renameSync(`${kept}.${process.pid}`, kept);
  return code;
}

/** @param {Readonly<Record<string, string>>} mutated mutated source, by path */
export function importTypeScript(mutated) {
  registerHooks({
    resolve: (specifier, context, next) => {
      const path = context.parentURL?.endsWith('.ts') ? pathOf(specifier, context.parentURL) : undefined;
      return path === undefined
        ? next(specifier, context)
        : { url: pathToFileURL(path).href, format: 'module', shortCircuit: true };
    },
    load: (url, context, next) => {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const path = fileURLToPath(url);
      return {
        format: 'module',
        source: compiled(mutated[path] ?? readFileSync(path, 'utf8'), path),
        shortCircuit: true,
      };
    },
  });
}
