/** How often each copy is asked whether it is ready, in milliseconds. */
const ASK_MS = 1_000;

interface Copy {
  readonly url: string;
  ready: boolean;
}

/** The replicas of every service, and which of them are ready now: requests go to those in turn. */
export class Upstreams {
  readonly #copies: ReadonlyMap<string, readonly Copy[]>;
  readonly #turns = new Map<string, number>();
  #asking: NodeJS.Timeout | undefined;

  /** @param services URLs of the copies by service name */
  constructor(readonly services: Readonly<Record<string, readonly string[]>>) {
    this.#copies = new Map(
      Object.entries(services).map(([name, urls]) => [name, urls.map((url) => ({ url, ready: true }))]),
    );
  }

  start(): void {
    const ask = async (): Promise<void> => {
      await Promise.all([...this.#copies.values()].flat().map(async (copy) => (copy.ready = await isReady(copy.url))));
      this.#asking = setTimeout(() => void ask(), ASK_MS).unref();
    };
    void ask();
  }

  stop(): void {
    clearTimeout(this.#asking);
  }

  /**
   * The next copy of a service in turn, of those that are ready; where none is, the next one all the same.
   * @param tried copies that were asked already; empty text where there is no other
   */
  next(service: string, tried: ReadonlySet<string> = new Set()): string {
    const copies = (this.#copies.get(service) ?? []).filter(({ url }) => !tried.has(url));
    const ready = copies.filter((copy) => copy.ready);
    const among = ready.length > 0 ? ready : copies;
    const turn = (this.#turns.get(service) ?? 0) + 1;
    this.#turns.set(service, turn);
    return among[turn % among.length]?.url ?? '';
  }

  /** A copy did not answer: it is left out until it says that it is ready. */
  failed(url: string): void {
    for (const copies of this.#copies.values()) for (const copy of copies) if (copy.url === url) copy.ready = false;
  }

  /** Every copy of every service. */
  all(): readonly string[] {
    return Object.values(this.services).flat();
  }

  /** How many copies of each service are ready, and how many are not. */
  counts(): readonly { readonly service: string; readonly ready: boolean; readonly copies: number }[] {
    return [...this.#copies].flatMap(([service, copies]) =>
      [true, false].map((ready) => ({ service, ready, copies: copies.filter((copy) => copy.ready === ready).length })),
    );
  }

  /** Services of which no copy is ready. */
  missing(): readonly string[] {
    return [...this.#copies].filter(([, copies]) => !copies.some(({ ready }) => ready)).map(([name]) => name);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
