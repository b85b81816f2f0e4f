import { publishedFile } from '@carethread/contracts';
import { dictionaryOf, isText, listMember, parsed, present, shapeOf, textMember } from '@carethread/ledger';

/** A real request and its answer. */
export interface Example {
  readonly request?: unknown;
  readonly answer?: unknown;
}

export type Examples = Readonly<Record<string, Example>>;

interface Published {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Named>>>>;
}

interface Named {
  readonly operationId: string;
}

const isPublished = shapeOf<Published>({
  paths: dictionaryOf(dictionaryOf(shapeOf<Named>({ operationId: isText }))),
});

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly fits: RegExp;
}

/** Keeps the first real request and answer of each operation of the published document. */
export class ExampleKeeper {
  readonly #operations: readonly Operation[];
  readonly #found: Record<string, Example>;
  /** Paths of things that were made, with their ids: what hangs on them can be read. */
  readonly #made = new Set<string>();

  constructor(before: Examples) {
    const { paths } = parsed(publishedFile('openapi.json'), isPublished, 'the published document');
    this.#found = { ...before };
    this.#operations = Object.entries(paths).flatMap(([template, methods]) =>
      Object.entries(methods).map(([method, { operationId: id }]) => ({
        id,
        method: method.toUpperCase(),
        template,
        fits: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/?]+')}(?:\\?|$)`),
      })),
    );
  }

  async keep(path: string, options: RequestInit | undefined, answer: Response): Promise<void> {
    const method = options?.method ?? 'GET';
    const location = answer.headers.get('location');
    if (location !== null) this.#made.add(location);
    const operation = this.#operations.find((one) => one.method === method && one.fits.test(path));
    if (operation === undefined || !answer.ok || this.#found[operation.id] !== undefined) return;
    if (answer.headers.get('content-type')?.includes('json') !== true) return;
    const body = options?.body;
    const given: unknown = await answer.json();
    this.#keepPaths(path.split('?')[0] ?? '', given);
    this.#found[operation.id] = present<Example>({
      request: typeof body === 'string' ? JSON.parse(body) : undefined,
      answer: shortened(given),
    });
  }

  /** What a list names can be read one by one. */
  #keepPaths(path: string, answer: unknown): void {
    for (const one of listMember(answer, 'items')) {
      const [id, stream] = [textMember(one, 'id'), textMember(one, 'stream')];
      if (id !== undefined) this.#made.add(`${path}/${id}`);
      if (stream !== undefined) {
        this.#made.add(`/${path.split('/')[1] ?? ''}/streams/${stream}`);
        this.#made.add(`/audit/streams/${stream}`);
      }
    }
  }

  /** Paths of reads that have no example yet, filled with what is known. */
  unread(personId: string): readonly string[] {
    return this.#operations
      .filter(({ id, method }) => method === 'GET' && this.#found[id] === undefined)
      .flatMap(({ template }) => this.#filled(template, personId))
      .slice(0, MOST_READS);
  }

  kept(): Examples {
    return Object.fromEntries(Object.entries(this.#found).sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #filled(template: string, personId: string): readonly string[] {
    const numbered = template.replace('{personId}', personId).replace('{n}', '1').replace('{i}', '1');
    if (!numbered.includes('{')) return [`${numbered}?personId=${personId}`, numbered];
    const fixed = numbered.slice(0, numbered.indexOf('{'));
    return [...this.#made]
      .filter((path) => path.startsWith(fixed))
      .map((path) => numbered.replace(/\{[^}]+\}/, path.slice(fixed.length).split('/')[0] ?? ''))
      .filter((path) => !path.includes('{'));
  }
}

const MOST_READS = 400;
/** Of a long list an example shows the first few. */
const SHOWN_ITEMS = 2;

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, SHOWN_ITEMS).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]));
}
