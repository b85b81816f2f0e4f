import { program } from '@carethread/command-line';
import { processSettings, runUntilSignal } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';
import { startEmbedded } from './embedded.js';
import { readyLines } from './ready-lines.js';

program(
  'node deploy/hosts/embedded/dist/main.js',
  'The six services in one process, with embedded stores under CARETHREAD_DATA (default .data), at CARETHREAD_PORT (default 3000).',
)
  .addHelpText('after', '\nSettings are environment variables: docs/reference/settings.md.')
  .parse();
await runUntilSignal(async () => {
  const platform = await startEmbedded(processSettings(SERVICE_NAMES));
  process.stdout.write(readyLines(platform, await platform.listen()));
  return platform;
});
