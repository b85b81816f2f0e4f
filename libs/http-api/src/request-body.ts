import { requireBody } from './asked-body.js';
import { BareRequest, type CommandRoute } from './route.js';

/** What was sent, as the route's request class has it; anything else is 400, by path. */
export function bodyOf(route: CommandRoute, body: unknown): unknown {
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
