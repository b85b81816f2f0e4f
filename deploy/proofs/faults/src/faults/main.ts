import { FAULTS, PlatformUnderLoad } from './index.js';

// By hand: `node deploy/proofs/faults/dist/faults/main.js WORD…` does the faults whose names hold one of the words; all without any.
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen =
  words.length === 0 ? FAULTS : words.flatMap((word) => FAULTS.filter(({ name }) => name.toLowerCase().includes(word)));
const platform = await PlatformUnderLoad.start();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void platform.stop().then(() => process.exit(130)));
let failed = 0;
try {
  for (const fault of chosen) if ((await platform.under(fault.name, fault.happen)).length > 0) failed += 1;
} finally {
  await platform.stop();
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
