import { findSourceMap } from 'node:module';
import { Session, type Runtime } from 'node:inspector';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a function stands in its TypeScript file, both counted from 0. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

type Callable = (...args: never[]) => unknown;
const HANDED_OVER = Symbol.for('carethread.function');

/** Finds the source of functions of this very process: V8 knows each one's place, the source map the file that it was written in. */
export class FunctionSources {
  readonly #session = new Session();
  readonly #scripts = new Map<string, string>();

  constructor() {
    this.#session.connect();
    this.#session.on('Debugger.scriptParsed', ({ params }) => this.#scripts.set(params.scriptId, params.url));
    this.#session.post('Debugger.enable');
  }

  /** @returns undefined for a function that no file of ours holds */
  placeOf(of: Callable): SourcePlace | undefined {
    const at = this.#locationOf(of);
    const url = this.#scripts.get(at?.scriptId ?? '');
    if (at === undefined || url?.startsWith('file:') !== true) return undefined;
    const entry = findSourceMap(fileURLToPath(url))?.findEntry(at.lineNumber, at.columnNumber);
    if (entry === undefined || !('originalSource' in entry)) return undefined;
    const file = entry.originalSource.startsWith('file:')
      ? fileURLToPath(entry.originalSource)
      : resolve(dirname(fileURLToPath(url)), entry.originalSource);
    return { file, line: entry.originalLine, column: entry.originalColumn };
  }

  close(): void {
    this.#session.disconnect();
  }

  #locationOf(of: Callable): { scriptId: string; lineNumber: number; columnNumber: number } | undefined {
    Reflect.set(globalThis, HANDED_OVER, of);
    let objectId = '';
    let found: { scriptId: string; lineNumber: number; columnNumber: number } | undefined;
    this.#session.post(
      'Runtime.evaluate',
      { expression: `globalThis[Symbol.for(${JSON.stringify(HANDED_OVER.description)})]` },
      (_, { result }) => {
        objectId = result.objectId ?? '';
      },
    );
    this.#session.post('Runtime.getProperties', { objectId }, (_, { internalProperties = [] }) => {
      const place = internalProperties.find(
        ({ name }: Runtime.InternalPropertyDescriptor) => name === '[[FunctionLocation]]',
      );
      found = place?.value?.value;
    });
    Reflect.deleteProperty(globalThis, HANDED_OVER);
    return found;
  }
}
