import { logs } from '@opentelemetry/api';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { logLines, TraceOfLine } from './log-lines.js';

describe('lines of the operational log at the collector', () => {
  const exporter = new InMemoryLogRecordExporter();
  const ids = { ofCorrelation: (id: string) => id.replaceAll('-', ''), ofContext: () => ({}) };
  const processors = [new TraceOfLine(ids), new SimpleLogRecordProcessor({ exporter })];
  const logger = pino({ base: null, level: 'info' }, logLines);
  beforeAll(() => logs.setGlobalLoggerProvider(new LoggerProvider({ processors })));
  beforeEach(() => exporter.reset());
  afterAll(() => logs.disable());

  it('belong to the trace that their correlation is', () => {
    const correlationId = randomUUID();
    logger.warn({ correlationId, code: 'INTERNAL' }, 'a request broke');
    expect(exporter.getFinishedLogRecords()).toEqual([
      expect.objectContaining({
        body: 'a request broke',
        severityText: 'warn',
        attributes: { 'correlation.id': correlationId, code: 'INTERNAL' },
        spanContext: expect.objectContaining({ traceId: correlationId.replaceAll('-', '') }),
      }),
    ]);
  });

  it('keep the kind of a stream and not whose it is; objects are left out', () => {
    logger.warn({ target: `personRecord-${randomUUID()}`, count: 2, more: { name: 'x' } }, 'a policy was refused');
    expect(exporter.getFinishedLogRecords()[0]?.attributes).toEqual({ target: 'personRecord-…', count: 2 });
  });
});
