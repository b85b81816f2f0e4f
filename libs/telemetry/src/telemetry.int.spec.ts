import { spawnSync } from 'node:child_process';

describe('a process without a collector', () => {
  it('loads nothing of the SDK for traces and logs, and no exporter but that of /metrics', () => {
    const script = `
      const { registerHooks } = require('node:module');
      const loaded = new Set();
      registerHooks({
        resolve(specifier, context, next) {
          const found = next(specifier, context);
          const name = /\\/@opentelemetry\\/(sdk-node|sdk-logs|exporter-[a-z-]+)\\//.exec(found.url)?.[1];
          if (name !== undefined) loaded.add(name);
          return found;
        },
      });
      import(process.argv[1]).then(async ({ startTelemetry }) => {
        const ids = { ofCorrelation: () => undefined, ofContext: () => ({}) };
        const options = { traceRatio: 1, logLevel: 'warn', namespace: 'carethread', name: 'alone', ids };
        const alone = await startTelemetry({ ...options, otlp: undefined });
        console.log([...loaded].join());
        await alone.stop();
        await startTelemetry({ ...options, otlp: 'http://127.0.0.1:9' });
        console.log(loaded.has('sdk-node'));
        process.exit(0);
      });`;
    const dist = new URL('../dist/index.js', import.meta.url).href;
    const ran = spawnSync(process.execPath, ['-e', script, dist], { encoding: 'utf8' });
    expect({ out: ran.stdout, err: ran.stderr }).toEqual({ out: 'exporter-prometheus\ntrue\n', err: '' });
  });
});
