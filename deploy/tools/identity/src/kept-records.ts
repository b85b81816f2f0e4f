import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * What the library wants kept, in the memory of this process until it is over. Machines need nothing else; sessions of people
 * would end with the process.
 */
export class KeptRecords implements Adapter {
  readonly #records = new Map<string, Kept>();

  upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const now = Date.now();
    for (const [key, { until }] of this.#records) if (until < now) this.#records.delete(key);
    this.#records.set(id, {
      payload,
      until: expiresIn === undefined ? Number.POSITIVE_INFINITY : now + expiresIn * 1000,
    });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#records.get(id)?.payload);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#payloads().find((payload) => payload.uid === uid));
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#payloads().find((payload) => payload.userCode === userCode));
  }

  consume(id: string): Promise<void> {
    const kept = this.#records.get(id);
    if (kept !== undefined) kept.payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    this.#records.delete(id);
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.#records) if (payload.grantId === grantId) this.#records.delete(key);
    return Promise.resolve();
  }

  #payloads(): readonly AdapterPayload[] {
    return [...this.#records.values()].map(({ payload }) => payload);
  }
}
