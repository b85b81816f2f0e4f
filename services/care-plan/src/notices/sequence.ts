import { TenantReader, type Reader, type ServiceRuntime } from '@carethread/runtime';
import { noticesKey, providerNotices } from '../views/provider-notices.js';
import { paddedSeq, type NoticePlace } from './notice-place.js';

type SequenceReader = Pick<Reader, 'find' | 'list' | 'onFolded'>;

/** The sequence of one organisation's notices, as whoever delivers them reads it. */
export class Sequence {
  readonly #key: string;

  constructor(
    readonly read: SequenceReader,
    readonly tenantId: string,
    readonly organisationId: string,
  ) {
    this.#key = noticesKey(tenantId, organisationId);
  }

  /** The number of the last place; 0 while there is none. */
  async head(): Promise<number> {
    return (await this.read.find(providerNotices, this.#key))?.last.seq ?? 0;
  }

  /** The places after a number, in order: as many as `limit` unless there are no more. */
  async after(seq: number, limit: number): Promise<readonly NoticePlace[]> {
    const places: NoticePlace[] = [];
    if (limit === 0) return places;
    const entries = this.read.list(providerNotices, {
      scopes: [{ of: 'organisation', id: this.organisationId }],
      // Behind every key that may stand at this number.
      after: { order: paddedSeq(seq), key: '~' },
    });
    for await (const { body } of entries) if (places.push(body) === limit) break;
    return places;
  }

  /**
   * Waits until the sequence reaches past a number, for at most so many milliseconds of real time, and gives the head. A change wakes
   * it: it reads nothing while there is none.
   */
  async pastHead(seq: number, within: number, ends?: AbortSignal): Promise<number> {
    let wake = (): void => undefined;
    let isOver = within <= 0 || ends?.aborted === true;
    const over = (): void => {
      isOver = true;
      wake();
    };
    const timer = setTimeout(over, Math.max(0, within));
    ends?.addEventListener('abort', over);
    let isStale = true;
    const stop = this.read.onFolded(providerNotices, this.#key, () => {
      isStale = true;
      wake();
    });
    try {
      for (;;) {
        isStale = false;
        const head = await this.head();
        if (head > seq || isOver) return head;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (isStale || isOver) resolve();
        });
      }
    } finally {
      clearTimeout(timer);
      ends?.removeEventListener('abort', over);
      stop();
    }
  }
}

/** What a duty reads by that runs without a request: webhooks, topics. */
export const noticeReader = (runtime: ServiceRuntime, tenantId: string): Reader =>
  new TenantReader(runtime, tenantId, true);
