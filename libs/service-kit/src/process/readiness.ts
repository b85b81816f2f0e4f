import { presentItems, present } from '@carethread/ledger';
import type { EventLog } from '@carethread/event-sourcing';

/** How often each log is tried, in milliseconds of real time. */
export const TRY_MS = 10_000;
/** How long a log may take to be read and written, in milliseconds of real time. */
const PATIENCE_MS = 2_000;

/** A service, as far as its readiness depends on it. */
export interface Watched {
  readonly name: string;
  readonly logs: readonly Pick<EventLog, 'head' | 'probe'>[];
  stalled(): { readonly ready: boolean; readonly parts: readonly string[] };
}

export interface Standing {
  readonly ready: boolean;
  readonly status: 'ok' | 'degraded' | 'stalled' | 'writes refused';
  readonly stalled: readonly string[];
  readonly refusing?: string;
  /** Whether the process has a mail server: where it has none, nobody is sent e-mail. */
  readonly mail?: 'on' | 'off';
}

/** What repeats: `setInterval`, or a test's own. Gives the end of it. */
export type Every = (milliseconds: number, work: () => void) => () => void;

export const everyRealTime: Every = (milliseconds, work) => {
  const timer = setInterval(work, milliseconds).unref();
  return () => clearInterval(timer);
};

/**
 * Whether requests may be sent to this process. Answered from memory: frequent probes cost nothing. Every log
 * is read and written (nothing that is an event) every ten seconds.
 */
export class Readiness {
  readonly #broken = new Set<string>();
  readonly #end: () => void;
  #trying = false;

  /** @param refusal why no write is taken, if so */
  constructor(
    readonly watched: readonly Watched[],
    readonly refusal: () => string | undefined = () => undefined,
    every: Every = everyRealTime,
    readonly patience = PATIENCE_MS,
  ) {
    this.#end = every(TRY_MS, () => void this.tryLogs());
  }

  /** Tries every log now. One that is still being tried is not tried a second time: it does not answer. */
  async tryLogs(): Promise<void> {
    if (this.#trying) return;
    this.#trying = true;
    await Promise.all(
      this.watched.map(async ({ name, logs }) => {
        const works = await Promise.all(logs.map((log) => this.#works(log)));
        if (works.every(Boolean)) this.#broken.delete(name);
        else this.#broken.add(name);
      }),
    );
    this.#trying = false;
  }

  async #works(log: Watched['logs'][number]): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), this.patience);
    });
    const tried = async (): Promise<boolean> => {
      try {
        await log.head();
        await log.probe?.();
        return true;
      } catch {
        return false;
      }
    };
    const works = await Promise.race([tried(), late]);
    clearTimeout(timer);
    return works;
  }

  /**
   * `degraded` is ready all the same: commands are taken and reads say how old they are, while a server for the views or the bus is
   * away.
   */
  standing(): Standing {
    const found = this.watched.map((one) => ({ name: one.name, ...one.stalled(), log: !this.#broken.has(one.name) }));
    const stalled = found.flatMap(({ name, parts, log }) =>
      presentItems(log ? undefined : 'log', ...parts).map((part) => `${name}: ${part}`),
    );
    const moving = found.every(({ ready, log }) => ready && log);
    const refusing = this.refusal();
    const status =
      refusing !== undefined ? 'writes refused' : !moving ? 'stalled' : stalled.length > 0 ? 'degraded' : 'ok';
    return present({
      ready: refusing === undefined && moving,
      status,
      stalled,
      refusing,
    });
  }

  stop(): void {
    this.#end();
  }
}
