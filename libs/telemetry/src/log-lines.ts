import { logs, SeverityNumber, TraceFlags, type Attributes } from '@opentelemetry/api';
import type { LogRecordProcessor, ReadWriteLogRecord } from '@opentelemetry/sdk-logs';
import type { TraceIds } from './trace-ids.js';

const SEVERITIES: Readonly<Record<number, readonly [SeverityNumber, string]>> = {
  20: [SeverityNumber.DEBUG, 'debug'],
  30: [SeverityNumber.INFO, 'info'],
  40: [SeverityNumber.WARN, 'warn'],
  50: [SeverityNumber.ERROR, 'error'],
  60: [SeverityNumber.FATAL, 'fatal'],
};
const CORRELATION = 'correlation.id';
/** Ids of a person, a plan or a fact stay on the machine that wrote the line: the collector gets only what kind they are. */
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A destination for pino: emits each line of the operational log as a record of the OpenTelemetry logs API. */
export const logLines = {
  write(line: string): void {
    const { level, time, msg, correlationId, ...about }: Readonly<Record<string, unknown>> = JSON.parse(line);
    const [severityNumber, severityText] = SEVERITIES[Number(level)] ?? [SeverityNumber.UNSPECIFIED, String(level)];
    const attributes: Attributes = {};
    for (const [name, value] of Object.entries(about))
      if (typeof value === 'number') attributes[name] = value;
      else if (typeof value === 'string') attributes[name] = value.replaceAll(ID, '…');
    if (typeof correlationId === 'string') attributes[CORRELATION] = correlationId;
    logs.getLogger('carethread').emit({
      timestamp: Number(time),
      severityNumber,
      severityText,
      body: typeof msg === 'string' ? msg : '',
      attributes,
    });
  },
};

/** A line belongs to the trace of its correlation, whichever span was active when it was written. */
export class TraceOfLine implements LogRecordProcessor {
  constructor(readonly ids: TraceIds) {}

  onEmit(record: ReadWriteLogRecord): void {
    const traceId = this.ids.ofCorrelation(String(record.attributes[CORRELATION]));
    if (traceId !== undefined) record.spanContext = { traceId, spanId: '', traceFlags: TraceFlags.NONE };
  }
  forceFlush(): Promise<void> {
    return Promise.resolve();
  }
  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
