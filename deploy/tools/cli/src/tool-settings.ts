import { readSettings, type Settings } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';

type Environment = Readonly<Record<string, string | undefined>>;

const MODES: readonly (string | undefined)[] = [undefined, 'demo', 'test', 'production'];

/**
 * The settings as a tool needs them: it listens nowhere and checks no token, so production's issuer and the address to listen on do
 * not matter. A name or a value that no process starts with is refused here too. Throws UnsafeSettings.
 */
export function toolSettings(environment: Environment): Settings {
  const mode = environment['CARETHREAD_MODE'];
  return readSettings(
    {
      ...environment,
      CARETHREAD_MODE: MODES.includes(mode) ? 'test' : mode,
      CARETHREAD_HOST: undefined,
    },
    SERVICE_NAMES,
  );
}

/** Where a platform of these settings is reached from this machine. */
export function platformUrl(environment: Environment): string {
  const { port } = toolSettings(environment);
  const host = environment['CARETHREAD_HOST'] ?? '127.0.0.1';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
