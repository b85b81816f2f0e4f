import { ValueType, type Attributes, type HrTime } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type CollectionResult,
  type DataPoint,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { Instruments } from './instruments.js';

/** The instruments that `/metrics` shows, handed to the collector with the same names and labels: nothing is counted twice. */
export class InstrumentsProducer implements MetricProducer {
  readonly #since = instant();

  constructor(readonly instruments: Instruments) {}

  async collect(): Promise<CollectionResult> {
    await this.instruments.refresh();
    const found = await this.instruments.registry.getMetricsAsJSON();
    const metrics = found.map((metric) => this.#metric(metric as unknown as Found)).filter(isThere);
    return {
      resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope: { name: 'carethread' }, metrics }] },
      errors: [],
    };
  }

  #metric(found: Found): MetricData | undefined {
    if (found.values.length === 0) return undefined;
    const described = {
      descriptor: { name: found.name, description: found.help, unit: '', valueType: ValueType.DOUBLE },
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
    };
    const point = <T>(attributes: Attributes, value: T): DataPoint<T> => ({
      startTime: this.#since,
      endTime: instant(),
      attributes,
      value,
    });
    const numbers = (): DataPoint<number>[] => found.values.map(({ labels, value }) => point(labels, value));
    switch (String(found.type)) {
      case 'counter':
        return { ...described, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: numbers() };
      case 'gauge':
        return { ...described, dataPointType: DataPointType.GAUGE, dataPoints: numbers() };
      case 'histogram':
        return {
          ...described,
          dataPointType: DataPointType.HISTOGRAM,
          dataPoints: histograms(found).map(({ labels, value }) => point(labels, value)),
        };
      default:
        return undefined;
    }
  }
}

type Found = MetricObjectWithValues<MetricValue<string> & { readonly metricName?: string }>;

/** Prometheus has a line for each bucket, counted from the bottom up; OpenTelemetry one point with each bucket's own count. */
function histograms({ name, values }: Found): readonly { readonly labels: Attributes; readonly value: Histogram }[] {
  const byLabels = new Map<
    string,
    { labels: Attributes; bounds: number[]; upTo: number[]; sum: number; count: number }
  >();
  for (const { metricName, labels: all, value } of values) {
    const { le, ...labels } = all as Record<string, string | number>;
    const key = JSON.stringify(labels);
    const one = byLabels.get(key) ?? { labels, bounds: [], upTo: [], sum: 0, count: 0 };
    byLabels.set(key, one);
    if (metricName === `${name}_sum`) one.sum = value;
    else if (metricName === `${name}_count`) one.count = value;
    else {
      one.upTo.push(value);
      if (le !== '+Inf') one.bounds.push(Number(le));
    }
  }
  return [...byLabels.values()].map(({ labels, bounds, upTo, sum, count }) => ({
    labels,
    value: {
      buckets: { boundaries: bounds, counts: upTo.map((reached, index) => reached - (upTo[index - 1] ?? 0)) },
      sum,
      count,
    },
  }));
}

function instant(): HrTime {
  const now = Date.now();
  return [Math.floor(now / 1000), (now % 1000) * 1_000_000];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
