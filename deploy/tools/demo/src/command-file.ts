import {
  dictionaryOf,
  isAnything,
  isNumber,
  isObject,
  isText,
  member,
  optional,
  shapeOf,
  textMember,
  type Guard,
} from '@carethread/ledger';

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
  /** Name → where in the answer: `id`, `items.0.id`, `items.-1.contentHash`, `etag`. A GET is sent again until it is there. */
  readonly save?: Readonly<Record<string, string>>;
  /** Only for each so manieth person; default 1: for everybody. */
  readonly every?: number;
  /** Shown by the progress bar. */
  readonly note?: string;
}

export interface CommandFile {
  readonly title: string;
  /** Who acts: a token's claims. Every name is synthetic. */
  readonly people: Readonly<Record<string, object>>;
  /** How many people share one of a name: a user of `people`, or `provider`, `service`, `council`, `trust`. Default: all. */
  readonly shares: Readonly<Record<string, number>>;
  readonly steps: readonly Step[];
}

const areShares: Guard<CommandFile['shares']> = dictionaryOf(isNumber);
const arePeople: Guard<CommandFile['people']> = dictionaryOf(isObject);
const isStep = shapeOf<Step>({
  at: optional(isText),
  as: isText,
  method: isText,
  path: isText,
  body: isAnything,
  expect: optional(isNumber),
  save: optional(dictionaryOf(isText)),
  every: optional(isNumber),
  note: optional(isText),
});

/** Throws with what is wrong and where. */
export function readCommandFile(text: string): CommandFile {
  const file: unknown = JSON.parse(text);
  const [title, people, steps] = [textMember(file, 'title'), member(file, 'people'), member(file, 'steps')];
  if (title === undefined) throw new Error('a command file has a title');
  if (!arePeople(people)) throw new Error('a command file has people: name → roles');
  if (!Array.isArray(steps)) throw new Error('a command file has steps');
  const shares = member(file, 'shares') ?? {};
  if (!areShares(shares)) throw new Error('shares of a command file: name → how many people share one');
  return { title, people, shares, steps: steps.map((step: unknown, index) => readStep(step, people, index + 1)) };
}

function readStep(step: unknown, people: CommandFile['people'], number: number): Step {
  for (const name of ['as', 'method', 'path'])
    if (textMember(step, name) === undefined) throw new Error(`step ${number} has no ${name}`);
  if (!isStep(step)) throw new Error(`step ${number} has a member of the wrong type: at, expect, save, every or note`);
  if (!Object.hasOwn(people, step.as)) throw new Error(`step ${number} is by ${step.as}, who is not among the people`);
  return step;
}

/** Puts what is known in the place of `{{name}}`, in every text. Throws for a name that is not known. */
export function filled(value: unknown, known: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const whole = /^\{\{([\w.]+)\}\}$/.exec(value)?.[1];
    if (whole !== undefined) return valueOf(whole, known);
    return value.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => String(valueOf(name, known)));
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, known)]));
}

/** Whether everything is known that a value names. */
export function isFilledBy(value: unknown, known: ReadonlyMap<string, unknown>): boolean {
  const names = JSON.stringify(value).matchAll(/\{\{([\w.]+)\}\}/g);
  return [...names].every(([, name]) => known.has(name ?? ''));
}

function valueOf(name: string, known: ReadonlyMap<string, unknown>): unknown {
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
