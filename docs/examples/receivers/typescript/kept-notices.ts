import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Notice } from './platform.ts';

/**
 * What a receiver must not lose: the notices that it has seen, which of them it has done its work for, and how far it has read the
 * feed. One line for each notice, synced to disk before it is answered for.
 */
export class KeptNotices {
  readonly #seen = new Map<string, Notice>();
  readonly #done = new Set<string>();
  readonly #file: number;
  readonly #cursorFile: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'notices.ndjson');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    for (const line of lines.slice(0, -1)) this.#read(line);
    this.#file = openSync(path, 'a');
    // A line that was being written when the power failed is no line: its notice was not answered for, and comes again.
    if (lines.at(-1)) writeSync(this.#file, '\n');
    this.#cursorFile = join(folder, 'cursor');
  }

  #read(line: string): void {
    try {
      const { seen, done } = JSON.parse(line) as { readonly seen?: Notice; readonly done?: string };
      if (seen !== undefined) this.#seen.set(seen.id, seen);
      if (done !== undefined) this.#done.add(done);
    } catch {
      return;
    }
  }

  /** Whether it is new: the same notice comes as often as its sender is not sure that we have it. */
  add(notice: Notice): boolean {
    if (this.#seen.has(notice.id)) return false;
    this.#append({ seen: notice });
    this.#seen.set(notice.id, notice);
    return true;
  }

  isDone(id: string): void {
    this.#append({ done: id });
    this.#done.add(id);
  }

  /** Seen, and not worked on yet: a start takes them up. */
  waiting(): readonly Notice[] {
    return [...this.#seen.values()].filter(({ id }) => !this.#done.has(id));
  }

  get cursor(): string | undefined {
    return existsSync(this.#cursorFile) ? readFileSync(this.#cursorFile, 'utf8') : undefined;
  }

  set cursor(cursor: string) {
    writeFileSync(`${this.#cursorFile}.next`, cursor);
    renameSync(`${this.#cursorFile}.next`, this.#cursorFile);
  }

  #append(line: object): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}
