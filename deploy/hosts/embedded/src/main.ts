import { commandLine } from '@carethread/command-line';
import { tokenLines } from '@carethread/gateway';
import { processSettings, runUntilSignal } from '@carethread/service-kit';
import { resolve } from 'node:path';
import { startEmbedded } from './embedded.js';

const USAGE = `npm start

  The six services in one process, with embedded stores under CARETHREAD_DATA (default .data), at CARETHREAD_PORT (default 3000).
  Everything is set by the environment: docs/reference/settings.md.
`;

commandLine({ usage: USAGE, options: {} });
await runUntilSignal(async () => {
  const settings = processSettings();
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
