import { pino, type Logger } from 'pino';
import type { Settings } from '../settings.js';
import { Instruments } from './instruments.js';
import { SILENT, traceWith } from '@carethread/runtime';

/** What a process tells of itself: its operational log, its figures, and its part of the traces. */
export interface Telemetry {
  readonly logger: Logger;
  readonly instruments: Instruments;
  stop(): Promise<void>;
}

/**
 * The log goes to standard output, the figures to whoever asks at `/metrics`; where a collector is set, all of it goes there too,
 * with traces. What speaks to collectors is loaded only then.
 */
export async function startTelemetry(
  { otlp, traceRatio, logLevel, namespace }: Pick<Settings, 'otlp' | 'traceRatio' | 'logLevel' | 'namespace'>,
  name: string,
): Promise<Telemetry> {
  const instruments = new Instruments();
  if (otlp === undefined)
    return { logger: pino({ level: logLevel, base: null }), instruments, stop: () => Promise.resolve() };
  const { collector } = await import('./otlp.js');
  const collecting = collector({
    url: otlp,
    ratio: traceRatio,
    namespace,
    name,
    instruments,
  });
  const level = logLevel === 'silent' ? 'fatal' : logLevel;
  const lines = pino.multistream([
    { level, stream: pino.destination({ fd: 1, sync: true }) },
    { level, stream: collecting.lines },
  ]);
  const logger = pino({ level: logLevel, base: null }, lines);
  collecting.whenAway(() => logger.warn('the collector takes nothing: traces, figures and lines are dropped'));
  traceWith(collecting.tracing);
  return {
    logger,
    instruments,
    stop: async () => {
      traceWith(SILENT);
      await collecting.stop();
    },
  };
}
