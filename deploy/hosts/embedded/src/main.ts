import { program } from '@carethread/command-line';
import { tokenLines } from '@carethread/gateway';
import { processSettings, runUntilSignal } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';
import { resolve } from 'node:path';
import { startEmbedded } from './embedded.js';

program(
  'npm start',
  'The six services in one process, with embedded stores under CARETHREAD_DATA (default .data), at CARETHREAD_PORT (default 3000).',
)
  .addHelpText('after', '\nSettings are environment variables: docs/reference/settings.md.')
  .parse();
await runUntilSignal(async () => {
  const settings = processSettings(SERVICE_NAMES);
  const platform = await startEmbedded(settings);
  const url = await platform.listen();
  process.stdout.write(
    [
      `Carethread is ready at ${url}  (mode: ${settings.mode})`,
      `  data:   ${resolve(settings.data)}`,
      ...tokenLines(settings.mode, url),
      `  routes: ${url}/docs`,
      `  metrics: ${platform.operatorUrl()}/metrics`,
      '  stop:   Ctrl+C',
      '',
    ].join('\n'),
  );
  return platform;
});
