import type { Capability } from '@carethread/contracts';
import type { QueryParameter } from '@carethread/http-api';

/** A read that the gateway composes of several services' own answers; each service that it calls guards its own part by this row. */
export interface ComposedRoute {
  /** A POST only reads: what it asks for may not stand in a URL. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly capability: Capability;
  /** What the OpenAPI document calls it. */
  readonly operationId: string;
  readonly query: readonly QueryParameter[];
  readonly body?: new () => object;
  /** What it answers, as JSON Schema over the answers that it is composed of. */
  readonly answer: Readonly<Record<string, unknown>>;
}
