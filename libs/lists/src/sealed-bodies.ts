import { storedJson } from '@carethread/ledger';
import type { ViewDocument } from '@carethread/event-sourcing';
import { openText, sealText, type KeyStore } from '@carethread/privacy';

/** Seals what a view keeps of a person under that person's key, and opens it again. */
export class SealedBodies {
  constructor(
    readonly keys: KeyStore,
    /** Bound to each body with its key: what was sealed for one place does not open at another. */
    readonly name: string,
  ) {}

  /** In the clear where it is no person's: configuration, ids and codes only. */
  async seal(key: string, body: object, personId: string | null, tenantId: string): Promise<string> {
    const text = JSON.stringify(body);
    if (personId === null) return `:${text}`;
    const dataKey = await this.keys.getOrCreate(tenantId, personId, 'core');
    return `${dataKey.keyId}:${sealText(text, dataKey, `${this.name}/${key}`)}`;
  }

  /** Undefined where the document is gone, or its key is destroyed. */
  async open<Body extends object>({ key, body }: Pick<ViewDocument, 'key' | 'body'>): Promise<Body | undefined> {
    if (body === undefined) return undefined;
    const colon = body.indexOf(':');
    const keyId = body.slice(0, colon);
    const rest = body.slice(colon + 1);
    if (keyId === '') return storedJson<Body>(rest);
    const dataKey = this.keys.peek(keyId) ?? (await this.keys.find(keyId));
    if (dataKey === undefined || dataKey === 'destroyed') return undefined;
    return storedJson<Body>(openText(rest, dataKey, `${this.name}/${key}`));
  }
}
