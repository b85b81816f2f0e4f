import { dictionaryOf, isText, listOf, member, numberMember, parsed, shapeOf, textMember } from '@carethread/ledger';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Answer, Send } from './send.js';

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const isDocument = shapeOf<Document>({
  paths: dictionaryOf(dictionaryOf(shapeOf<Operation>({ operationId: isText, tags: listOf(isText) }))),
});

export function documentIn(text: string): Document {
  return parsed(text, isDocument, 'a document of OpenAPI');
}

/** Which operation of the document a request is, and what stands at the places of its path. */
export function operationOf(
  document: Document,
  method: string,
  pathname: string,
): { readonly operation: Operation; readonly path: Readonly<Record<string, string>> } {
  const parts = pathname.split('/');
  const candidates = Object.entries(document.paths).flatMap(([template, methods]) => {
    const operation = methods[method.toLowerCase()];
    const wanted = template.split('/');
    const matches =
      wanted.length === parts.length && wanted.every((part, index) => part.startsWith('{') || part === parts[index]);
    if (operation === undefined || !matches) return [];
    const places = wanted.flatMap((part, index) =>
      part.startsWith('{') ? [[part.slice(1, -1), parts[index] ?? ''] as const] : [],
    );
    return [{ operation, path: Object.fromEntries(places), open: places.length }];
  });
  // A path that is written out goes before one with a place for an id.
  const best = candidates.sort((a, b) => a.open - b.open)[0];
  if (best === undefined) throw new Error(`the document has no ${method} ${pathname}`);
  return best;
}

/** A call of an operation. */
export interface Call {
  readonly operationId: string;
  readonly body: unknown;
}

export interface Client {
  readonly send: Send;
  /** All that was sent, in order. */
  readonly calls: readonly Call[];
  stop(): Promise<void>;
}

/** Starts a program that sends requests through a generated client: one line of JSON in, one line of JSON out, in order. */
export function startClient(command: string, args: readonly string[], document: Document): Client {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const calls: Call[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const call = async (request: Call): Promise<Answer> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done === true) throw new Error(`${command} ended at ${request.operationId}:\n${complaint}`);
    const answer: unknown = JSON.parse(line.value);
    return {
      status: numberMember(answer, 'status') ?? Number.NaN,
      body: member(answer, 'body'),
      etag: textMember(answer, 'etag'),
    };
  };
  return {
    calls,
    send: ({ method, path: target, headers, body }) => {
      const { pathname, searchParams } = new URL(target, 'http://platform');
      const { operation, path } = operationOf(document, method, pathname);
      const query = Object.fromEntries(searchParams);
      calls.push({ operationId: operation.operationId, body });
      // JSON leaves out a body that is undefined.
      const request = { operationId: operation.operationId, tag: operation.tags[0], headers, path, query, body };
      const answer = last.then(() => call(request));
      last = answer.catch(() => undefined);
      return answer;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
