import { textMember } from '@carethread/ledger';
import { createHash } from 'node:crypto';

/** What came to a provider by one of the ways, as it came. */
export class Arrivals {
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();
  /** How many came, each as often as it did. */
  count = 0;
  /** Notices that came for the first time after a later one of the same person. */
  outOfOrder = 0;
  /** Notices that came again with another place in the sequence. */
  changed = 0;
  withheld = 0;
  /** When the last one came that had not come before. */
  lastNewAt = 0;

  take(notice: unknown): void {
    const id = textMember(notice, 'id') ?? '';
    const sequence = Number(textMember(notice, 'sequence'));
    const subject = textMember(notice, 'subject') ?? '';
    this.count += 1;
    if (textMember(notice, 'type') === 'care-plan.notice-withheld.v1') this.withheld += 1;
    const before = this.#first.get(id);
    if (before !== undefined) {
      if (before !== sequence) this.changed += 1;
      return;
    }
    this.#first.set(id, sequence);
    this.lastNewAt = performance.now();
    if (sequence < (this.#last.get(subject) ?? 0)) this.outOfOrder += 1;
    this.#last.set(subject, sequence);
  }

  /** How many different ones. */
  get size(): number {
    return this.#first.size;
  }

  /** Places that nothing came of, up to a number. */
  missing(upTo: number): readonly number[] {
    const there = new Set(this.#first.values());
    return Array.from({ length: upTo }, (_, at) => at + 1).filter((seq) => !there.has(seq));
  }

  get hash(): string {
    const ids = [...this.#first.keys()].sort().join('\n');
    return createHash('sha256').update(ids).digest('hex');
  }
}
