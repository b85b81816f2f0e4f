import { spawnSync } from 'node:child_process';

describe('a process without a collector', () => {
  it('loads nothing of the OpenTelemetry SDK', () => {
    const script = `
      const { registerHooks } = require('node:module');
      const loaded = [];
      registerHooks({
        resolve(specifier, context, next) {
          const found = next(specifier, context);
          // prom-client itself brings the API, which does nothing without an SDK.
          if (/\\/@opentelemetry\\/(?!api\\/)/.test(found.url)) loaded.push(found.url);
          return found;
        },
      });
      import(process.argv[1]).then(async ({ startTelemetry }) => {
        const settings = { traceRatio: 1, logLevel: 'warn', namespace: 'carethread' };
        await startTelemetry({ ...settings, otlp: undefined }, 'alone');
        console.log(loaded.length);
        await startTelemetry({ ...settings, otlp: 'http://127.0.0.1:9' }, 'observed');
        console.log(loaded.length > 0);
        process.exit(0);
      });`;
    const dist = new URL('../../dist/index.js', import.meta.url).href;
    const ran = spawnSync(process.execPath, ['-e', script, dist], { encoding: 'utf8' });
    expect({ said: ran.stdout, erred: ran.stderr }).toEqual({ said: '0\ntrue\n', erred: '' });
  });
});
