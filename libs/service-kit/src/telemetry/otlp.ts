import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { randomUUID } from 'node:crypto';
import type { Instruments } from './instruments.js';
import { OtlpLogs } from './otlp-logs.js';
import { InstrumentsProducer } from './otlp-metrics.js';
import { OtlpTracing } from './otlp-tracing.js';
import type { Tracing } from '@carethread/runtime';

export interface Collector {
  readonly tracing: Tracing;
  /** Takes the operational log, line by line. */
  readonly lines: { write(line: string): void };
  /** Tells, once in a while, that nothing arrives. */
  whenAway(say: () => void): void;
  /** Sends what is held, and waits for it no longer than a moment. */
  stop(): Promise<void>;
}

export interface CollectorOptions {
  readonly url: string;
  readonly ratio: number;
  /** Tells platforms apart that share servers. */
  readonly namespace: string;
  /** What the process is called: a service, `front`, or `carethread` for all in one. */
  readonly name: string;
  readonly instruments: Instruments;
}

const SPANS_EVERY_MS = 1_000;
const FIGURES_EVERY_MS = 15_000;
const PATIENCE_MS = 5_000;
/** Beyond it spans and lines are dropped: a collector that is away costs this much memory, and never a command. */
const MOST_HELD = 4_096;
const LAST_WAIT_MS = 3_000;
const SAID_AGAIN_MS = 60_000;

/** Traces, metrics and logs to an OpenTelemetry collector, in batches and in the background. */
export function collector({ url, ratio, namespace, name, instruments }: CollectorOptions): Collector {
  const resource = resourceFromAttributes({
    'service.namespace': namespace,
    'service.name': name,
    'service.instance.id': randomUUID(),
  });
  const at = (path: string): { url: string; timeoutMillis: number } => ({
    url: `${url.replace(/\/$/, '')}/v1/${path}`,
    timeoutMillis: PATIENCE_MS,
  });
  const batches = { scheduledDelayMillis: SPANS_EVERY_MS, exportTimeoutMillis: PATIENCE_MS, maxQueueSize: MOST_HELD };
  const tracing = new OtlpTracing(ratio, resource, [
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter(at('traces')), ...batches }),
  ]);
  const logs = new OtlpLogs(
    resource,
    new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(at('logs')), ...batches }),
  );
  const figures = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(at('metrics')),
        exportIntervalMillis: FIGURES_EVERY_MS,
        exportTimeoutMillis: PATIENCE_MS,
        metricProducers: [new InstrumentsProducer(instruments)],
      }),
    ],
  });
  return {
    tracing,
    lines: logs,
    whenAway: sayWhenAway,
    stop: async () => {
      const stopped = Promise.allSettled([tracing.provider, figures, logs.provider].map((one) => one.shutdown()));
      let late: NodeJS.Timeout | undefined;
      await Promise.race([stopped, new Promise((resolve) => (late = setTimeout(resolve, LAST_WAIT_MS)))]);
      clearTimeout(late);
    },
  };
}

/** The SDK's own complaints may quote what the collector answered: they are counted, not repeated. */
function sayWhenAway(say: () => void): void {
  let said = -Infinity;
  const error = (): void => {
    if (performance.now() - said < SAID_AGAIN_MS) return;
    said = performance.now();
    say();
  };
  const nothing = (): void => undefined;
  diag.setLogger(
    { error, warn: nothing, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
}
