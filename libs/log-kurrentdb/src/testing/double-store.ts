import { member, numberMember } from '@carethread/ledger';
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** What a client proposes to store. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

export interface Recorded extends Proposed {
  readonly stream: string;
  /** 0, 1, 2 … in its stream. */
  readonly revision: number;
  /** Its place in `$all`: grows, and is not dense. */
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly created: number;
}

export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

export type Appended =
  | { readonly outcome: 'stored'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'wrong'; readonly current: number | undefined }
  | { readonly outcome: 'too large' };

/** The greatest append that KurrentDB takes unless it is set otherwise. */
export const MAX_APPEND_BYTES = 1024 * 1024;

type Line = readonly (readonly [
  id: string,
  type: string,
  contentType: string,
  data: string,
  metadata: string,
  stream: string,
  created: number,
])[];

/** One append, as it stands in the file. */
function lineOf(text: string): Line {
  const events: unknown = JSON.parse(text);
  if (!Array.isArray(events)) throw new TypeError('a line of the wire double is a list of events');
  return events.map((event: unknown) => {
    const at = (place: number): string => String(member(event, String(place)));
    return [at(0), at(1), at(2), at(3), at(4), at(5), Number(at(6))] as const;
  });
}

/**
 * What our reading of KurrentDB keeps: streams, `$all`, stream metadata. With a file, every append is one synced line at its end; a
 * torn last line (the process was killed while it wrote) was never acknowledged and is dropped when the file is opened again.
 */
export class DoubleStore {
  readonly all: Recorded[] = [];
  readonly #streams = new Map<string, Recorded[]>();
  readonly #watchers = new Set<() => void>();
  readonly #file: number | undefined;

  constructor(file?: string) {
    if (file === undefined) return;
    if (existsSync(file)) this.#load(file);
    this.#file = openSync(file, 'a', 0o600);
  }

  #load(file: string): void {
    const bytes = readFileSync(file);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) truncateSync(file, whole);
    for (const text of bytes.subarray(0, whole).toString('utf8').split('\n')) {
      if (text === '') continue;
      for (const [id, type, contentType, data, metadata, stream, created] of lineOf(text))
        this.#keep(
          stream,
          {
            id,
            type,
            contentType,
            data: Buffer.from(data, 'base64'),
            metadata: Buffer.from(metadata, 'base64'),
          },
          created,
        );
    }
  }

  #keep(stream: string, proposed: Proposed, created: number): Recorded {
    const events = this.#streams.get(stream) ?? [];
    const position = (this.all.at(-1)?.position ?? 0) + 100 + proposed.data.length;
    const recorded = { ...proposed, stream, revision: events.length, position, created };
    events.push(recorded);
    this.#streams.set(stream, events);
    this.all.push(recorded);
    return recorded;
  }

  /** The stream's last revision; undefined where there is no such stream. */
  current(stream: string): number | undefined {
    const events = this.#streams.get(stream);
    return events === undefined ? undefined : events.length - 1;
  }

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Appended {
    const size = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (size > MAX_APPEND_BYTES) return { outcome: 'too large' };
    const events = this.#streams.get(stream) ?? [];
    const current = events.length - 1;
    const fits =
      expected === 'any' ||
      (expected === 'no_stream' ? current < 0 : expected === 'stream_exists' ? current >= 0 : expected === current);
    const again = fits && expected !== 'any' ? undefined : this.#sameAgain(events, expected, proposed);
    if (again !== undefined) return { outcome: 'stored', revision: again.revision, position: again.position };
    if (!fits) return { outcome: 'wrong', current: current < 0 ? undefined : current };
    const created = Date.now();
    if (this.#file !== undefined) {
      const line: Line = proposed.map(({ id, type, contentType, data, metadata }) => [
        id,
        type,
        contentType,
        data.toString('base64'),
        metadata.toString('base64'),
        stream,
        created,
      ]);
      writeSync(this.#file, `${JSON.stringify(line)}\n`);
      fdatasyncSync(this.#file);
    }
    let last: Recorded | undefined;
    for (const one of proposed) last = this.#keep(stream, one, created);
    for (const wake of this.#watchers) wake();
    return { outcome: 'stored', revision: last?.revision ?? current, position: last?.position ?? 0 };
  }

  /** An append resent after a lost answer is known by its ids, which stand where it expected them. */
  #sameAgain(events: readonly Recorded[], expected: Expected, proposed: readonly Proposed[]): Recorded | undefined {
    const from =
      typeof expected === 'number'
        ? expected + 1
        : expected === 'no_stream'
          ? 0
          : events.findIndex(({ id }) => id === proposed[0]?.id);
    if (from < 0) return undefined;
    const same = proposed.every(({ id }, index) => events[from + index]?.id === id);
    return same ? events[from + proposed.length - 1] : undefined;
  }

  /** What a stream still shows, by its metadata (`$maxCount`, `$tb`, `$maxAge` in seconds). Undefined where there is none. */
  visible(stream: string): readonly Recorded[] | undefined {
    const events = this.#streams.get(stream);
    const metadata = this.#streams.get(`$$${stream}`)?.at(-1);
    if (events === undefined || metadata === undefined) return events;
    const limits: unknown = JSON.parse(metadata.data.toString());
    const most = numberMember(limits, '$maxCount') ?? Infinity;
    const truncatedBefore = numberMember(limits, '$tb') ?? 0;
    const oldest = Date.now() - (numberMember(limits, '$maxAge') ?? Infinity) * 1000;
    return events.filter(
      ({ revision, created }) => revision >= truncatedBefore && revision >= events.length - most && created >= oldest,
    );
  }

  /** Calls `wake` after every append; returns how to stop it. */
  watch(wake: () => void): () => void {
    this.#watchers.add(wake);
    return () => this.#watchers.delete(wake);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}
