import { context, diag, DiagLogLevel, logs, metrics, propagation, trace } from '@opentelemetry/api';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { pino, type LevelWithSilent, type Logger } from 'pino';
import { logLines } from './log-lines.js';
import { Prometheus } from './prometheus.js';
import type { TraceIds } from './trace-ids.js';

export interface TelemetryOptions {
  /** Address of an OpenTelemetry collector; without it, metrics are collected and nothing else. */
  readonly otlp: string | undefined;
  readonly traceRatio: number;
  readonly logLevel: LevelWithSilent;
  readonly namespace: string;
  /** What the process is called. */
  readonly name: string;
  readonly ids: TraceIds;
}

export interface Telemetry {
  /** The operational log: standard output, and the collector. */
  readonly logger: Logger;
  /** Every metric of the process, in Prometheus's text format. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

/** What the API's globals hold: one for the process, however many platforms run in it. */
interface RunningSdk {
  readonly prometheus: Prometheus;
  readonly shutdown: () => Promise<void>;
  users: number;
}

const SHUTDOWN_MS = 3_000;
const WARN_AGAIN_MS = 60_000;

let running: Promise<RunningSdk> | undefined;

/**
 * Registers the OpenTelemetry SDK behind the API, once for the process: a second start shares it. Without a
 * collector that is a meter provider alone, and the rest of the API stays the null object that it is by itself.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  running ??= startSdk(options);
  const sdk = await running;
  sdk.users += 1;
  const logger = loggerOf(options);
  if (options.otlp !== undefined)
    warnWhenAway(() => logger.warn('the collector takes nothing: traces, figures and lines are dropped'));
  return {
    logger,
    metrics: () => sdk.prometheus.text(),
    stop: async () => {
      sdk.users -= 1;
      if (sdk.users > 0) return;
      running = undefined;
      for (const api of [trace, metrics, logs, context, propagation]) api.disable();
      await within(SHUTDOWN_MS, sdk.shutdown());
    },
  };
}

async function startSdk({ otlp, traceRatio, ...options }: TelemetryOptions): Promise<RunningSdk> {
  const prometheus = new Prometheus();
  if (otlp === undefined) {
    const provider = new MeterProvider({ readers: [prometheus] });
    metrics.setGlobalMeterProvider(provider);
    return { prometheus, shutdown: () => provider.shutdown(), users: 0 };
  }
  // NodeSDK loads every exporter there is, which would cost each start a quarter of a second and 20 MB.
  const { collectorSdk } = await import('./collector.js');
  const sdk = collectorSdk({ url: otlp, ratio: traceRatio, ...options }, prometheus);
  sdk.start();
  return { prometheus, shutdown: () => sdk.shutdown(), users: 0 };
}

function loggerOf({ otlp, logLevel }: TelemetryOptions): Logger {
  if (otlp === undefined) return pino({ level: logLevel, base: null });
  const level = logLevel === 'silent' ? 'fatal' : logLevel;
  return pino(
    { level: logLevel, base: null },
    pino.multistream([
      { level, stream: pino.destination({ fd: 1, sync: true }) },
      { level, stream: logLines },
    ]),
  );
}

/** The SDK's own errors may quote what the collector answered: they are reported as one line a minute, and not repeated. */
function warnWhenAway(warn: () => void): void {
  let warnedAt = -Infinity;
  const error = (): void => {
    if (performance.now() - warnedAt < WARN_AGAIN_MS) return;
    warnedAt = performance.now();
    warn();
  };
  const nothing = (): void => undefined;
  diag.setLogger(
    { error, warn: nothing, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
}

/** Waits for work for a limited time: a collector that is away must not hold up a process that ends. */
async function within(millis: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, millis)));
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}
