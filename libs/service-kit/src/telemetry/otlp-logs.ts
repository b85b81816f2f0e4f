import { SeverityNumber, TraceFlags, type Attributes } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { LoggerProvider, type LogRecordProcessor, type ReadWriteLogRecord } from '@opentelemetry/sdk-logs';
import { traceIdOf } from './trace-ids.js';

const SEVERITIES: Readonly<Record<number, readonly [SeverityNumber, string]>> = {
  20: [SeverityNumber.DEBUG, 'debug'],
  30: [SeverityNumber.INFO, 'info'],
  40: [SeverityNumber.WARN, 'warn'],
  50: [SeverityNumber.ERROR, 'error'],
  60: [SeverityNumber.FATAL, 'fatal'],
};
const CORRELATION = 'correlation.id';
/** A line's own id of a person, a plan or a fact stays on the machine that wrote it: a collector needs the kind alone. */
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Lines of the operational log, as the collector gets them: with the trace that their correlation is. */
export class OtlpLogs {
  readonly provider: LoggerProvider;

  constructor(resource: Resource, processor: LogRecordProcessor) {
    this.provider = new LoggerProvider({ resource, processors: [new TraceOfLine(), processor] });
  }

  /** A destination for pino. */
  write(line: string): void {
    const { level, time, msg, correlationId, ...about } = JSON.parse(line) as Record<string, unknown>;
    const [severityNumber, severityText] = SEVERITIES[Number(level)] ?? [SeverityNumber.UNSPECIFIED, String(level)];
    const attributes: Attributes = {};
    for (const [name, value] of Object.entries(about))
      if (typeof value === 'number') attributes[name] = value;
      else if (typeof value === 'string') attributes[name] = value.replaceAll(ID, '…');
    if (typeof correlationId === 'string') attributes[CORRELATION] = correlationId;
    this.provider.getLogger('carethread').emit({
      timestamp: Number(time),
      severityNumber,
      severityText,
      body: typeof msg === 'string' ? msg : '',
      attributes,
    });
  }
}

/** A line belongs to a trace by its correlation, whichever span it was said in. */
class TraceOfLine implements LogRecordProcessor {
  onEmit(record: ReadWriteLogRecord): void {
    const traceId = traceIdOf(String(record.attributes[CORRELATION]));
    if (traceId !== undefined) record.spanContext = { traceId, spanId: '', traceFlags: TraceFlags.NONE };
  }
  forceFlush(): Promise<void> {
    return Promise.resolve();
  }
  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
