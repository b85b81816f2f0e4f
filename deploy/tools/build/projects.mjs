// The workspace as package.json tells it: one entry per Nx project, with its folder, package name and tag.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/**
 * Every workspace project, in the order of package.json.
 * @returns {{ folder: string, name: string, tag: string }[]} `folder` is relative to the root, with forward slashes
 */
export function workspaceProjects() {
  const folders = readJson('package.json').workspaces.flatMap((pattern) => globSync(pattern, { cwd: root }).sort());
  return folders
    .map((folder) => folder.replaceAll('\\', '/'))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const { name, nx } = readJson(`${folder}/package.json`);
      return { folder, name, tag: nx?.tags?.[0] ?? 'untagged' };
    });
}
