import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor } from '@opentelemetry/sdk-logs';
import {
  PeriodicExportingMetricReader,
  type AggregationTemporality,
  type IMetricReader,
  type InstrumentType,
} from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { randomUUID } from 'node:crypto';
import { currentGauges } from './current-gauges.js';
import { TraceOfLine } from './log-lines.js';
import { idGenerator, type TraceIds } from './trace-ids.js';

export interface CollectorOptions {
  /** Address of the collector, for OTLP over HTTP. */
  readonly url: string;
  /** Which part of all traces is kept, from 0 to 1. */
  readonly ratio: number;
  /** Tells platforms apart that share servers. */
  readonly namespace: string;
  /** What the process is called: a service, `front`, or `carethread` for all in one. */
  readonly name: string;
  readonly ids: TraceIds;
}

const EXPORT_EVERY_MS = 1_000;
const METRICS_EVERY_MS = 15_000;
const TIMEOUT_MS = 5_000;
/** Beyond it spans and lines are dropped: a collector that is away costs this much memory, and never a command. */
const MAX_QUEUE = 4_096;

class MetricExporter extends OTLPMetricExporter {
  override selectAggregationTemporality(type: InstrumentType): AggregationTemporality {
    return currentGauges(type);
  }
}

/** The SDK of a process that exports traces, metrics and logs to a collector, in batches and in the background. */
export function collectorSdk(options: CollectorOptions, metricReader: IMetricReader): NodeSDK {
  const { url, ratio, namespace, name, ids } = options;
  const at = (path: string): { url: string; timeoutMillis: number } => ({
    url: `${url.replace(/\/$/, '')}/v1/${path}`,
    timeoutMillis: TIMEOUT_MS,
  });
  const batches = { scheduledDelayMillis: EXPORT_EVERY_MS, exportTimeoutMillis: TIMEOUT_MS, maxQueueSize: MAX_QUEUE };
  return new NodeSDK({
    autoDetectResources: false,
    resource: resourceFromAttributes({
      'service.namespace': namespace,
      'service.name': name,
      'service.instance.id': randomUUID(),
    }),
    // Head sampling by the trace id alone: every process keeps or drops the same traces.
    sampler: new TraceIdRatioBasedSampler(ratio),
    idGenerator: idGenerator(ids),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(at('traces')), ...batches })],
    logRecordProcessors: [
      new TraceOfLine(ids),
      new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(at('logs')), ...batches }),
    ],
    metricReaders: [
      metricReader,
      new PeriodicExportingMetricReader({
        exporter: new MetricExporter(at('metrics')),
        exportIntervalMillis: METRICS_EVERY_MS,
        exportTimeoutMillis: TIMEOUT_MS,
      }),
    ],
  });
}
