// Draws the OpenAPI document anew, or with --check says whether it is what the code says. The drawing reads compiled code beside its
// sources, so the code is built first.
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './ensure.mjs';
import { runNode } from './stages.mjs';

await build();
const main = join(root, 'deploy/tools/openapi/dist/main.js');
const { ok, output } = await runNode(['--enable-source-maps', main, ...process.argv.slice(2)]);
process.stdout.write(output);
process.exit(ok ? 0 : 1);
