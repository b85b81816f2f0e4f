import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Engine } from '../engine.js';
import { until } from '../processes.js';

it('a span that the OpenTelemetry SDK sends arrives in the file of a real collector', async () => {
  const url = process.env['CARETHREAD_TEST_OTELCOL'] ?? '';
  const file = (await new Engine().status('otelcol'))?.also?.['file'] ?? '';
  const name = `span ${randomUUID()}`;
  const sdk = new NodeSDK({
    serviceName: 'carethread-engine-test',
    traceExporter: new OTLPTraceExporter({ url: `${url}/v1/traces` }),
    instrumentations: [],
  });
  sdk.start();
  trace
    .getTracer('engine')
    .startSpan(name, { attributes: { 'carethread.position': 7 } })
    .end();
  await sdk.shutdown();
  const spans = (): unknown[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes(name))
      .map((line) => JSON.parse(line) as unknown);
  expect(await until(() => Promise.resolve(spans().length > 0), 15_000)).toBe(true);
  expect(spans()).toEqual([
    {
      resourceSpans: [
        expect.objectContaining({
          resource: expect.objectContaining({
            attributes: expect.arrayContaining([
              { key: 'service.name', value: { stringValue: 'carethread-engine-test' } },
            ]),
          }),
          scopeSpans: [
            expect.objectContaining({
              spans: [
                expect.objectContaining({
                  name,
                  attributes: [{ key: 'carethread.position', value: { intValue: '7' } }],
                }),
              ],
            }),
          ],
        }),
      ],
    },
  ]);
});
