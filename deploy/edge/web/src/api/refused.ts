import { listMember, numberMember, present, textMember } from '@carethread/ledger';

/** One thing that the API found wrong: a code or an id of what it is about, or a part of the body with the rule that it breaks. */
export interface RefusedItem {
  readonly text?: string;
  readonly pointer?: string;
  readonly rule?: string;
  readonly limit?: number;
}

/** The API did not do what it was asked for (RFC 9457). */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly items: readonly RefusedItem[],
    readonly correlationId: string,
    /** What the record carries now, where the caller's tag is stale. */
    readonly etag?: string,
  ) {
    super(code);
  }
}

/** What a problem document says. What is none, from a proxy or a dying process, is like a service that is away. */
export function refusedBy(status: number, body: unknown, correlationId: string, etag?: string): Refused {
  const code = textMember(body, 'code') ?? (status === 401 ? 'UNAUTHENTICATED' : 'UNAVAILABLE');
  const items = listMember(body, 'items').map((item) =>
    typeof item === 'string'
      ? { text: item }
      : present<RefusedItem>({
          pointer: textMember(item, 'pointer'),
          rule: textMember(item, 'rule'),
          limit: numberMember(item, 'limit'),
        }),
  );
  return new Refused(status, code, items, textMember(body, 'correlationId') ?? correlationId, etag);
}
