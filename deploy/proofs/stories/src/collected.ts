import { readFileSync } from 'node:fs';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, string>>;
}
interface Told {
  readonly resource: { readonly attributes: readonly Attribute[] };
}

/** A span, as the collector wrote it down. */
export interface CollectedSpan {
  readonly process: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes?: readonly Attribute[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}
export interface CollectedLine {
  readonly process: string;
  readonly traceId?: string;
  readonly body: { readonly stringValue: string };
  readonly attributes?: readonly Attribute[];
}
export interface CollectedMetric {
  readonly process: string;
  readonly name: string;
}

/** Everything of one platform that a collector has written into its file so far. */
export class Collected {
  readonly lines: readonly string[];
  readonly spans: CollectedSpan[] = [];
  readonly logs: CollectedLine[] = [];
  readonly metrics: CollectedMetric[] = [];

  constructor(file: string, namespace: string) {
    this.lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"${namespace}"`) && line.endsWith('}'));
    for (const line of this.lines) this.#take(JSON.parse(line) as Record<string, readonly Told[]>);
  }

  #take({ resourceSpans = [], resourceLogs = [], resourceMetrics = [] }: Record<string, readonly Told[]>): void {
    for (const told of resourceSpans) this.spans.push(...within<CollectedSpan>(told, 'scopeSpans', 'spans'));
    for (const told of resourceLogs) this.logs.push(...within<CollectedLine>(told, 'scopeLogs', 'logRecords'));
    for (const told of resourceMetrics) this.metrics.push(...within<CollectedMetric>(told, 'scopeMetrics', 'metrics'));
  }

  /** From a span up to the first of its trace: `process: name`, the first one first. */
  way(span: CollectedSpan): readonly string[] {
    const parent = this.spans.find(({ traceId, spanId }) => traceId === span.traceId && spanId === span.parentSpanId);
    const lost = parent === undefined && (span.parentSpanId ?? '') !== '' ? ['(lost)'] : [];
    return [...(parent === undefined ? lost : this.way(parent)), `${span.process}: ${span.name}`];
  }
}

function within<T>(told: Told, scopes: string, items: string): readonly T[] {
  const process = attribute(told.resource.attributes, 'service.name') ?? '';
  const found = (told as unknown as Record<string, readonly Record<string, readonly object[]>[]>)[scopes] ?? [];
  return found.flatMap((scope) => (scope[items] ?? []).map((item) => ({ ...item, process }) as T));
}

export function attribute(attributes: readonly Attribute[] | undefined, key: string): string | undefined {
  return Object.values(attributes?.find((one) => one.key === key)?.value ?? {})[0];
}
