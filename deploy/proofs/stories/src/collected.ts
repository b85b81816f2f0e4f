import { readFileSync } from 'node:fs';
import { isRecord, listOf, memberOf, textOf } from './read-json.js';

/** A span, as the collector wrote it down; ids that it lacks are empty. */
export interface CollectedSpan {
  readonly process: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** The traces that it links to. */
  readonly linkedTraces: readonly string[];
}
export interface CollectedLine {
  readonly process: string;
  readonly traceId: string;
  /** Texts only. */
  readonly attributes: ReadonlyMap<string, string>;
}
export interface CollectedMetric {
  readonly process: string;
  readonly name: string;
}

/** Everything of one platform that a collector has written into its file so far: a line of OTLP for each export. */
export class Collected {
  readonly lines: readonly string[];
  readonly spans: readonly CollectedSpan[];
  readonly logs: readonly CollectedLine[];
  readonly metrics: readonly CollectedMetric[];

  constructor(file: string, namespace: string) {
    this.lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"${namespace}"`) && line.endsWith('}'));
    const exports = this.lines.map((line): unknown => JSON.parse(line));
    this.spans = itemsIn(exports, 'resourceSpans', 'scopeSpans', 'spans').map(({ process, item }) => ({
      process,
      traceId: textOf(item, 'traceId'),
      spanId: textOf(item, 'spanId'),
      parentSpanId: textOf(item, 'parentSpanId'),
      name: textOf(item, 'name'),
      linkedTraces: listOf(item, 'links').map((link) => textOf(link, 'traceId')),
    }));
    this.logs = itemsIn(exports, 'resourceLogs', 'scopeLogs', 'logRecords').map(({ process, item }) => ({
      process,
      traceId: textOf(item, 'traceId'),
      attributes: attributesOf(item),
    }));
    this.metrics = itemsIn(exports, 'resourceMetrics', 'scopeMetrics', 'metrics').map(({ process, item }) => ({
      process,
      name: textOf(item, 'name'),
    }));
  }

  /** From a span up to the first of its trace: `process: name`, the first one first. */
  pathTo(span: CollectedSpan): readonly string[] {
    const step = `${span.process}: ${span.name}`;
    const parent = this.spans.find(({ traceId, spanId }) => traceId === span.traceId && spanId === span.parentSpanId);
    if (parent !== undefined) return [...this.pathTo(parent), step];
    return span.parentSpanId === '' ? [step] : ['(lost)', step];
  }
}

interface Item {
  readonly process: string;
  readonly item: unknown;
}

function itemsIn(exports: readonly unknown[], resources: string, scopes: string, items: string): readonly Item[] {
  return exports.flatMap((line) =>
    listOf(line, resources).flatMap((resource) => {
      const process = attributesOf(memberOf(resource, 'resource')).get('service.name') ?? '';
      return listOf(resource, scopes).flatMap((scope) => listOf(scope, items).map((item) => ({ process, item })));
    }),
  );
}

function attributesOf(item: unknown): ReadonlyMap<string, string> {
  return new Map(
    listOf(item, 'attributes').flatMap((attribute) => {
      const value = memberOf(attribute, 'value');
      const [first] = isRecord(value) ? Object.values(value) : [];
      return typeof first === 'string' ? [[textOf(attribute, 'key'), first] as const] : [];
    }),
  );
}
