// npm run sbom: the software bill of materials, as CycloneDX JSON: every package of package-lock.json that a release runs on, with its
// version, licence and hash.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root, runNpm } from './ensure.mjs';
import { program } from './program.mjs';

const { to } = program('npm run sbom --', 'Writes the software bill of materials as CycloneDX JSON.')
  .option('--to <FILE>', 'where to', 'sbom.cdx.json')
  .parse()
  .opts();

const { code, stdout, output } = await runNpm([
  'sbom',
  '--sbom-format=cyclonedx',
  '--sbom-type=application',
  '--package-lock-only',
  '--omit=dev',
  '--loglevel=error',
]);
if (code !== 0) {
  process.stderr.write(output);
  process.exit(2);
}
const bill = JSON.parse(stdout);
// npm calls the root after the folder that it lies in.
bill.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name;
writeFileSync(resolve(to), `${JSON.stringify(bill, null, 2)}\n`);
console.log(`sbom: ${bill.components.length} components, CycloneDX ${bill.specVersion}, in ${to}`);
