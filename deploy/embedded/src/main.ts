import { readSettings, UnsafeSettings } from '@carethread/service-kit';
import { resolve } from 'node:path';
import { startEmbedded } from './embedded.js';

try {
  const settings = readSettings(process.env);
  const platform = await startEmbedded(settings);
  const url = await platform.listen();
  process.stdout.write(
    [
      `Carethread is ready at ${url}  (mode: ${settings.mode})`,
      `  data:   ${resolve(settings.data)}`,
      settings.mode === 'production'
        ? '  tokens: from the configured issuer'
        : `  token:  POST ${url}/test/tokens {"userId": …}; users: GET ${url}/demo/users`,
      `  routes: ${url}/docs`,
      '  stop:   Ctrl+C',
      '',
    ].join('\n'),
  );
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void platform.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  process.stderr.write(
    `${error instanceof UnsafeSettings || error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(2);
}
