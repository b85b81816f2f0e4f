import { DataPointType, type MetricData } from '@opentelemetry/sdk-metrics';
import { Instruments } from './instruments.js';
import { InstrumentsProducer } from './otlp-metrics.js';

async function told(instruments: Instruments): Promise<ReadonlyMap<string, MetricData>> {
  const { resourceMetrics } = await new InstrumentsProducer(instruments).collect();
  return new Map(
    resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics.map((one) => [one.descriptor.name, one])),
  );
}

describe('what a collector is sent of the instruments', () => {
  it('is what /metrics shows: the same names, labels and figures', async () => {
    const instruments = new Instruments();
    instruments.requests.inc({ service: 'consent', method: 'POST', status: 201 }, 3);
    instruments.refreshing(() => Promise.resolve(instruments.parked.set({ service: 'consent' }, 2)));
    for (const seconds of [0.0005, 0.01, 0.01, 60])
      instruments.commandDurations.observe({ service: 'consent' }, seconds);
    const metrics = await told(instruments);
    expect(metrics.get('carethread_requests_total')).toMatchObject({
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      dataPoints: [{ attributes: { service: 'consent', method: 'POST', status: 201 }, value: 3 }],
    });
    expect(metrics.get('carethread_parked_facts')).toMatchObject({
      dataPointType: DataPointType.GAUGE,
      dataPoints: [{ attributes: { service: 'consent' }, value: 2 }],
    });
    expect(metrics.get('carethread_command_seconds')).toMatchObject({
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: [
        {
          attributes: { service: 'consent' },
          value: {
            buckets: { boundaries: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10], counts: [1, 0, 2, 0, 0, 0, 0, 1] },
            count: 4,
          },
        },
      ],
    });
  });

  it('goes on where one figure cannot be read, and says how often that was', async () => {
    const instruments = new Instruments();
    instruments.refreshing(() => Promise.reject(new Error('the bus is away')));
    instruments.refreshing(() => Promise.resolve(instruments.positions.set({ service: 'risk' }, 7)));
    const metrics = await told(instruments);
    expect(metrics.get('carethread_log_position')).toMatchObject({ dataPoints: [{ value: 7 }] });
    expect(metrics.get('carethread_figures_missing_total')).toMatchObject({ dataPoints: [{ value: 1 }] });
  });
});
