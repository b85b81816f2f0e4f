import { context, type Context } from '@opentelemetry/api';
import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace';

/** How the ids of a trace follow from what the caller's records carry. */
export interface TraceIds {
  /** The trace that a correlation is; undefined where it is none. */
  readonly ofCorrelation: (correlationId: string) => string | undefined;
  /** The ids that the next span must have, by the context in which it is started; what is absent is drawn at random. */
  readonly ofContext: (active: Context) => { readonly traceId?: string; readonly spanId?: string };
}

export function idGenerator(ids: TraceIds): IdGenerator {
  const random = new RandomIdGenerator();
  return {
    generateTraceId: () => ids.ofContext(context.active()).traceId ?? random.generateTraceId(),
    generateSpanId: () => ids.ofContext(context.active()).spanId ?? random.generateSpanId(),
  };
}
