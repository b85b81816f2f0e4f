import { program } from '@carethread/command-line';
import { readyLines, startEmbedded } from '@carethread/embedded';
import { processSettings, runUntilSignal } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';

program(
  'npm start',
  'The six services in one process, with embedded stores under CARETHREAD_DATA (default .data), at CARETHREAD_PORT (default 3000).',
)
  .addHelpText('after', '\nSettings are environment variables: docs/reference/settings.md.')
  .parse();
await runUntilSignal(async () => {
  const given = processSettings(SERVICE_NAMES);
  // No other mode loads anything of the demo.
  const demo =
    given.mode === 'demo' ? await (await import('./demo.js')).startDemo(given, await progressBar()) : undefined;
  const settings = demo?.settings ?? given;
  const platform = await startEmbedded(settings);
  const url = await platform.listen();
  demo?.opened(url);
  process.stdout.write(readyLines(platform, url));
  return {
    stop: async () => {
      await platform.stop();
      await demo?.identity.stop();
    },
  };
});

/** Says how far the people of the demo have come. */
async function progressBar(): Promise<(done: number) => void> {
  return (await import('./progress.js')).progressOn(process.stderr);
}
