import { present } from '@carethread/ledger';
import { parseArgs } from 'node:util';
import { WireDouble } from './wire-double.js';

// The wire double as a process of its own: `--file F --port N`. Says its address when it listens.
const { values } = parseArgs({ options: { file: { type: 'string' }, port: { type: 'string' } } });
const double = await WireDouble.start(
  present({
    file: values.file,
    port: Number(values.port ?? 0),
  }),
);
process.stdout.write(`wire double listening at ${double.url}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => void double.stop().then(() => process.exit(0)));
