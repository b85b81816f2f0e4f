import { isPlain } from '@carethread/contracts';
import { present, textMember } from '@carethread/ledger';
import { filled, found, isFilledBy, type CommandFile, type Step } from './command-file.js';
import type { Population } from './population.js';
import { fetchFrom, type Answer, type Request, type Send } from './send.js';

const PATIENCE_MS = 15_000;
/** Requests that wait for an answer at the same time. */
const AT_ONCE = 32;

/** What is known of a person: names for `{{…}}`. */
export type Known = Map<string, unknown>;

/** Plays a command file for a number of people, all at the same step, since one clock serves them all. */
export class Player {
  readonly tenantId: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(
    readonly url: string,
    readonly file: CommandFile,
    readonly population: Population,
    readonly progress: (done: number, of: number, note: string) => void,
    readonly send: Send = fetchFrom(url),
    /** How the routes of test mode are reached: whatever sends the steps. */
    readonly control: Send = fetchFrom(url),
  ) {
    this.tenantId = population.id('tenant');
  }

  /** @returns what was saved on the way, by person. */
  async play(count: number): Promise<readonly Known[]> {
    const known = this.people(count);
    for (const [index, { at }] of this.file.steps.entries()) {
      if (at !== undefined) await this.testRoute('PUT', '/test/clock', { now: at });
      await this.take(index, known);
    }
    return known;
  }

  /** What is known from the beginning of so many people of the population, from the one of that index on. */
  people(count: number, from = 0): readonly Known[] {
    return Array.from({ length: count }, (_, index) => this.#knownOf(from + index));
  }

  /** Takes one step for everybody whom it concerns, whatever the time is. */
  async take(index: number, known: readonly Known[]): Promise<void> {
    const { steps } = this.file;
    const step = steps[index];
    if (step === undefined) return;
    const whom = concerned(step, known);
    const rest = whom.values();
    let done = 0;
    const inTurn = async (): Promise<void> => {
      for (const one of rest) {
        await this.#step(step, one, index);
        if (++done % AT_ONCE === 0 || done === whom.length)
          this.progress(index + done / whom.length, steps.length, step.note ?? '');
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  }

  /** What is known of a person from the beginning: with whom they share their council, their provider and everybody who acts. */
  #knownOf(index: number): Map<string, unknown> {
    const { population, file } = this;
    const of = (name: string): number => Math.floor(index / (file.shares[name] ?? Number.POSITIVE_INFINITY));
    const idOf = (...name: readonly [...string[], string]): string => {
      const no = of(name.at(-1) ?? '');
      return no === 0 ? population.id(...name) : population.id(...name, no);
    };
    return new Map<string, unknown>([
      ['tenant', this.tenantId],
      ...['council', 'provider', 'trust', 'service'].map((name) => [name, idOf(name)] as const),
      ...Object.keys(file.people).flatMap((name) => [
        [`${name}.userId`, idOf('user', name)] as const,
        [`${name}.name`, population.nameOf(name, of(name))] as const,
      ]),
      ...Object.entries(population.person(index)),
    ]);
  }

  /** Those of the file who can have a token by what is known of a person, and the body by which it is asked for. */
  users(known: ReadonlyMap<string, unknown>): ReadonlyMap<string, object> {
    const names = Object.entries(this.file.people).filter(([, claims]) => isFilledBy(claims, known));
    return new Map(names.map(([name]) => [name, this.#asked(name, known)]));
  }

  #asked(as: string, known: ReadonlyMap<string, unknown>): object {
    const claims = filled(this.file.people[as], known);
    return Object.assign({ tenantId: this.tenantId, userId: known.get(`${as}.userId`) }, claims);
  }

  async #step(step: Step, known: Map<string, unknown>, index: number): Promise<void> {
    const path = String(filled(step.path, known));
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const { status, body, etag } = await this.call(
        step.as,
        step.method,
        path,
        step.body === undefined ? undefined : filled(step.body, known),
        known,
        this.population.id('key', Number(known.get('number')), index),
      );
      const right = step.expect === undefined ? status >= 200 && status < 300 : status === step.expect;
      const saved = Object.entries(step.save ?? {}).map(
        ([name, where]) => [name, where === 'etag' ? etag : found(body, where)] as const,
      );
      if (right && saved.every(([, value]) => value !== undefined)) {
        for (const [name, value] of saved) known.set(name, value);
        return;
      }
      const again =
        (step.method === 'GET' || status === 503 || (status === 404 && step.expect !== 404)) && Date.now() < deadline;
      if (!again)
        throw new Error(`step ${index + 1} (${step.method} ${path}) answered ${status}: ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  async call(
    as: string,
    method: string,
    path: string,
    body: unknown,
    known: ReadonlyMap<string, unknown>,
    key = '',
  ): Promise<Answer> {
    const needsEtag = method === 'PUT' && path.endsWith('/draft');
    const ifMatch = needsEtag
      ? (await this.call(as, 'GET', path.slice(0, -'/draft'.length), undefined, known)).etag
      : undefined;
    return this.send({
      method,
      path,
      headers: present<Request['headers']>({
        authorization: `Bearer ${await this.#token(as, known)}`,
        'x-purpose': 'demonstration',
        'idempotency-key': method === 'GET' ? undefined : key,
        'if-match': ifMatch,
      }),
      body,
    });
  }

  #token(as: string, known: ReadonlyMap<string, unknown>): Promise<string> {
    const asked = this.#asked(as, known);
    const name = `${textMember(asked, 'userId') ?? ''} ${textMember(asked, 'personId') ?? ''}`;
    const token =
      this.#tokens.get(name) ??
      this.testRoute('POST', '/test/tokens', Object.assign({ expiresIn: 86_400 }, asked)).then(({ accessToken }) =>
        String(accessToken),
      );
    this.#tokens.set(name, token);
    return token;
  }

  async testRoute(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await this.control({ method, path, headers: {}, body });
    if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}`);
    return isPlain(answer.body) ? answer.body : {};
  }
}

/** For whom a step is taken: configuration once for each path, everything else once for each person, or each so manieth. */
function concerned(step: Step, known: readonly Known[]): readonly Known[] {
  if (!/organisations|regions|\/staff\//.test(step.path))
    return known.filter((one) => Number(one.get('number')) % (step.every ?? 1) === 0);
  return [...new Map(known.map((one) => [filled(step.path, one), one])).values()];
}
