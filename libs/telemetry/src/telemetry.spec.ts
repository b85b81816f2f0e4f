import { metrics, type ObservableResult } from '@opentelemetry/api';
import { startTelemetry, type Telemetry } from './telemetry.js';

const options = {
  otlp: undefined,
  traceRatio: 1,
  logLevel: 'silent',
  namespace: 'carethread',
  name: 'alone',
  ids: { ofCorrelation: () => undefined, ofContext: () => ({}) },
} as const;

describe('/metrics', () => {
  let telemetry: Telemetry;
  beforeEach(async () => {
    telemetry = await startTelemetry(options);
  });
  afterEach(() => telemetry.stop());
  const scrape = async (): Promise<readonly string[]> =>
    (await telemetry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  it('shows counters and histograms under the names and labels that they were given, and nothing else', async () => {
    const meter = metrics.getMeter('carethread');
    meter.createCounter('carethread_requests_total').add(3, { service: 'consent', status: 201 });
    meter
      .createHistogram('carethread_command_seconds', { advice: { explicitBucketBoundaries: [0.001, 2] } })
      .record(0.5, { service: 'consent' });
    expect(await scrape()).toEqual([
      'carethread_requests_total{service="consent",status="201"} 3',
      'carethread_command_seconds_count{service="consent"} 1',
      'carethread_command_seconds_sum{service="consent"} 0.5',
      'carethread_command_seconds_bucket{service="consent",le="0.001"} 0',
      'carethread_command_seconds_bucket{service="consent",le="2"} 1',
      'carethread_command_seconds_bucket{service="consent",le="+Inf"} 1',
    ]);
  });

  it('drops a gauge that is no longer observed, as when another replica took the lease', async () => {
    let leased = true;
    const lag = metrics.getMeter('carethread').createObservableGauge('carethread_subscription_lag');
    lag.addCallback((result: ObservableResult) => {
      result.observe(1, { part: 'views' });
      if (leased) result.observe(7, { part: 'relay' });
    });
    expect(await scrape()).toContain('carethread_subscription_lag{part="relay"} 7');
    leased = false;
    expect(await scrape()).toEqual(['carethread_subscription_lag{part="views"} 1']);
  });

  it('is one for the process: who starts telemetry a second time shares it, until the last has stopped', async () => {
    const second = await startTelemetry(options);
    metrics.getMeter('carethread').createCounter('shared_total').add(1);
    await second.stop();
    metrics.getMeter('carethread').createCounter('shared_total').add(1);
    expect(await scrape()).toEqual(['shared_total 2']);
  });
});
