import { member } from '@carethread/ledger';
/** One request of a command file (docs/reference/command-file.md). `{{name}}` stands for something known by then. */
export interface Step {
  /** Sets the platform's clock first. */
  readonly at?: string;
  /** One of `people`. */
  readonly as: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** The status that must come back; default any 2xx. */
  readonly expect?: number;
  /** Name → where in the answer: `id`, `items.0.id`, `items.-1.contentHash`, `etag`. A GET is asked again until it is there. */
  readonly save?: Readonly<Record<string, string>>;
  /** Said to whoever watches. */
  readonly note?: string;
}

export interface CommandFile {
  readonly title: string;
  /** Who acts: a token's claims. Every name is synthetic. */
  readonly people: Readonly<Record<string, object>>;
  readonly steps: readonly Step[];
}

/** Throws with what is wrong and where. */
export function readCommandFile(text: string): CommandFile {
  const file = JSON.parse(text) as Partial<CommandFile>;
  if (typeof file.title !== 'string') throw new Error('a command file has a title');
  if (typeof file.people !== 'object') throw new Error('a command file has people: name → roles');
  if (!Array.isArray(file.steps)) throw new Error('a command file has steps');
  for (const [index, step] of (file.steps as readonly Partial<Step>[]).entries()) {
    for (const member of ['as', 'method', 'path'] as const)
      if (typeof step[member] !== 'string') throw new Error(`step ${index + 1} has no ${member}`);
    if (!Object.hasOwn(file.people, step.as ?? ''))
      throw new Error(`step ${index + 1} is by ${String(step.as)}, who is not among the people`);
  }
  return file as CommandFile;
}

/** Puts what is known in the place of `{{name}}`, in every text. Throws for a name that is not known. */
export function filled(value: unknown, known: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const whole = /^\{\{([\w.]+)\}\}$/.exec(value)?.[1];
    if (whole !== undefined) return look(whole, known);
    return value.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => String(look(name, known)));
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, known)]));
}

function look(name: string, known: ReadonlyMap<string, unknown>): unknown {
  if (!known.has(name)) throw new Error(`nothing is known by the name of ${name}`);
  return known.get(name);
}

/** What stands at `items.-1.id` of an answer; undefined where nothing does. */
export function found(answer: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
    return list === undefined ? member(value, part) : list.at(Number(part));
  }, answer);
}
