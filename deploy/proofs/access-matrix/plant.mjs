// A Jest transform that plants one widening of the list in its file, for `npm run mutants -- --access`.
import { createTransformer } from '@swc/jest';
import { relative } from 'node:path';
import { swcOptions } from '../../tools/build/swc-options.mjs';

const swc = createTransformer(swcOptions);
const { file, from, to } = JSON.parse(process.env.CARETHREAD_WIDENING ?? '{}');

function planted(source, path) {
  if (relative(process.cwd(), path) !== file) return source;
  if (!source.includes(from)) throw new Error(`${file} does not say: ${from}`);
  return source.replace(from, () => to);
}

export default {
  ...swc,
  process: (source, path, options) => swc.process(planted(source, path), path, options),
  processAsync: (source, path, options) => swc.processAsync(planted(source, path), path, options),
  // Never from a cache: the same file is another with another widening.
  getCacheKey: undefined,
};
