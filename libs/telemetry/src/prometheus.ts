import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { AggregationTemporality, InstrumentType } from '@opentelemetry/sdk-metrics';
import { currentGauges } from './current-gauges.js';

/** The metric reader behind `/metrics`, which is a route of the operator's server: the exporter starts no server of its own. */
export class Prometheus extends PrometheusExporter {
  /** Names and labels as the instruments have them: no label of the scope, no metric of the target. */
  readonly #serializer = new PrometheusSerializer('', false, undefined, true, true);

  constructor() {
    super({ preventServerStart: true });
  }

  override selectAggregationTemporality(type: InstrumentType): AggregationTemporality {
    return currentGauges(type);
  }

  /** Every metric, in Prometheus's text format. */
  async text(): Promise<string> {
    const { resourceMetrics } = await this.collect();
    return this.#serializer.serialize(resourceMetrics);
  }
}
