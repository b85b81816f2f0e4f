import type { ServiceRuntime, CommandOutcome } from '@carethread/runtime';
import type { EventPages } from './route.js';
import type { Caller } from './tokens.js';

/** An HTTP request, as far as routes care. */
export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  readonly caller: Caller;
  readonly correlationId: string;
}

/** A header that a request has once. */
export function headerOf({ headers }: Pick<RouteRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

export interface RouteResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The stream that was read, where the route does not say it. */
  readonly target?: string;
  /** The answer as it goes on, instead of a body. */
  readonly pages?: EventPages;
  /** The people whom a list over several shows. */
  readonly shown?: readonly string[];
  /** It rests on what UK GDPR art 18(2) allows restricted data to be used for: nothing is left out. */
  readonly despiteRestriction?: boolean;
  /** How they were come by, for the access log. */
  readonly showing?: 'listed' | 'found';
}

/** What every answer to a command carries: the resource's ETag and how far the service has come for the person. */
export async function commandHeaders(
  runtime: ServiceRuntime,
  { tenantId }: { readonly tenantId: string },
  id: string,
  { stream, events, resent }: CommandOutcome,
): Promise<{ readonly headers: Readonly<Record<string, string>>; readonly position: string }> {
  const subject = stream.personId ?? id;
  if (!resent) await runtime.positions.remember(subject, events, stream.position);
  const position = await runtime.positions.token(tenantId, subject);
  return { headers: { ETag: `"${stream.etag}"`, 'X-Position': position }, position };
}
