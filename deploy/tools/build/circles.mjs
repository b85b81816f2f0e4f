// Files that import each other in a circle: whoever reads one of them must read them all, so there are none.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { root } from './ensure.mjs';

/** @returns {Map<string, string[]>} each source file of the workspace with the files of its own project that it imports */
export function importsOfWorkspace() {
  const files = globSync('{contracts,libs/*,services/*,deploy/*/*}/src/**/*.{ts,tsx}', { cwd: root });
  const views = new Set(files.filter((file) => file.endsWith('.tsx')));
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'), views)]));
}

function importsOf(file, source, views) {
  return ts
    .preProcessFile(source)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => posix.join(dirname(file), fileName).replace(/\.js$/, '.ts'))
    .map((target) => (views.has(`${target}x`) ? `${target}x` : target));
}

/**
 * The shortest way of saying each circle: the files on it, in the order of import.
 * @param {Map<string, readonly string[]>} imports
 * @returns {string[][]}
 */
export function circles(imports) {
  const found = [];
  const done = new Set();
  const visit = (file, path) => {
    const begun = path.indexOf(file);
    if (begun !== -1) found.push(path.slice(begun));
    if (begun !== -1 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}
