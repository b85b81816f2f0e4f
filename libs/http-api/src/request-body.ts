import { malformed, validateRequest } from '@carethread/contracts';
import { BareRequest, type CommandRoute, type QueryRoute } from './route.js';

/** How many faults of a body are reported. */
const MOST_FAULTS = 20;

/** What was sent, as the route's request class has it; anything else is 400, by path. */
export function bodyOf(route: Pick<CommandRoute | QueryRoute, 'body'>, body: unknown): unknown {
  return withoutRecordedAt(requireBody(route.body ?? BareRequest, body ?? {}));
}

/** `recordedAt` is the server's alone; a client's is ignored wherever it stands. */
function withoutRecordedAt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRecordedAt);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'recordedAt')
      .map(([name, inner]) => [name, withoutRecordedAt(inner)]),
  );
}

/** The body as its request class has it. Throws MALFORMED with what is wrong, by path. */
export function requireBody<Body extends object>(of: new () => Body, body: unknown): Body {
  const checked = validateRequest(of, body);
  if (checked.ok) return checked.value;
  return malformed(...checked.errors.slice(0, MOST_FAULTS));
}
