const FIRST_MS = 30_000;
const LONGEST_MS = 30 * 60_000;

/** When what failed may be tried again: after each failure in a row twice as late, up to half an hour. Real time. */
export class Retries {
  readonly #failed = new Map<string, { readonly gap: number; readonly at: number }>();

  constructor(readonly time: () => number) {}

  mayTry(name: string): boolean {
    return this.time() >= (this.#failed.get(name)?.at ?? 0);
  }

  failed(name: string): void {
    const gap = Math.min(2 * (this.#failed.get(name)?.gap ?? FIRST_MS / 2), LONGEST_MS);
    this.#failed.set(name, { gap, at: this.time() + gap });
  }

  succeeded(name: string): void {
    this.#failed.delete(name);
  }
}
