import { traceIds } from '@carethread/runtime';
import { startTelemetry, type Telemetry } from '@carethread/telemetry';
import type { Settings } from '../settings/settings.js';

/** The telemetry of a process, as its settings want it. @param name what the process is called at the collector */
export function processTelemetry(
  { otlp, traceRatio, logLevel, namespace }: Pick<Settings, 'otlp' | 'traceRatio' | 'logLevel' | 'namespace'>,
  name: string,
): Promise<Telemetry> {
  return startTelemetry({ otlp, traceRatio, logLevel, namespace, name, ids: traceIds });
}
