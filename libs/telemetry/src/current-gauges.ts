import { AggregationTemporality, InstrumentType } from '@opentelemetry/sdk-metrics';

/**
 * The SDK repeats the last value of an observable gauge for ever where its temporality is cumulative. A value that is no longer observed
 * has to go: another replica of the service holds that lease now and reports its own lag.
 */
export function currentGauges(type: InstrumentType): AggregationTemporality {
  return type === InstrumentType.OBSERVABLE_GAUGE ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
}
