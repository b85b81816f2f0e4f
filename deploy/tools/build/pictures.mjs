// The pages' pictures: each `docs/**/NAME.dot` is drawn as `NAME.svg` beside it, by Graphviz compiled to WebAssembly.
import { instance } from '@viz-js/viz';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

/** The path of each picture with what it must hold. */
export async function drawnPictures() {
  const graphviz = await instance();
  return globSync('docs/**/*.dot', { cwd: root }).map((source) => [
    source.replace(/\.dot$/, '.svg'),
    graphviz.renderString(readFileSync(join(root, source), 'utf8'), { format: 'svg' }),
  ]);
}
