import type { ServiceDefinition } from '../service-definition.js';
import { startServices, type Platform } from '../platform.js';
import { ignoredNames, readSettings, type Settings } from '../settings/settings.js';
import { controlRoutes } from './control-routes.js';
import { LocalProcess } from './local-process.js';

/** Runs a service alone in this process until it is stopped; prints where it listens. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  await runUntilSignal(async () => {
    const settings = processSettings();
    const platform = await startServices([definition], settings, { behindGateway: true });
    if (settings.mode === 'test')
      controlRoutes(platform.app.getHttpAdapter().getInstance(), new LocalProcess(platform));
    const url = await platform.listen();
    process.stdout.write(`${definition.name} is ready at ${url} (operator: ${platform.operatorUrl()} )\n`);
    return platform;
  });
}

/**
 * This process's settings; says on standard error which names of its environment have no effect. Throws UnsafeSettings.
 * @param services as readSettings takes them
 */
export function processSettings(services?: readonly string[]): Settings {
  const settings = readSettings(process.env, services);
  for (const line of ignoredNames(process.env)) process.stderr.write(`${line}\n`);
  return settings;
}

/** How long a process may take to stop, in milliseconds: less than an orchestrator waits before it kills. */
const STOP_MS = 25_000;

/**
 * Starts, and stops in order on SIGINT or SIGTERM or when the process that holds a channel to it is gone. Where it cannot start, it says
 * why and ends with 2.
 */
export async function runUntilSignal(start: () => Promise<Pick<Platform, 'stop'>>): Promise<void> {
  // Files that this process makes can be read by its own user alone.
  process.umask(0o077);
  // Install the signal handlers before start-up, so that SIGTERM during it still stops in order.
  const stopRequested = new Promise<void>((resolve) => {
    for (const way of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(way, () => resolve());
    if (process.connected === false) resolve(); // the channel closed before this process began
  });
  try {
    const running = await start();
    void stopRequested.then(async () => {
      setTimeout(() => {
        process.stderr.write('something did not stop in time: the process ends, and goes on from its checkpoints\n');
        process.exit(1);
      }, STOP_MS).unref();
      await running.stop();
      process.exit(0);
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}
