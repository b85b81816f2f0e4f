import { Refusal, validateRequest } from '@carethread/contracts';

/** How many faults of a body are reported. */
const MOST_FAULTS = 20;

/** The body as its request class has it. Throws MALFORMED with what is wrong, by path. */
export function requireBody<Body extends object>(of: new () => Body, body: unknown): Body {
  const checked = validateRequest(of, body);
  if (checked.ok) return checked.value as Body;
  throw new Refusal(
    'MALFORMED',
    checked.errors.slice(0, MOST_FAULTS).map(({ path, message }) => `${path === '' ? '/' : path}: ${message}`),
  );
}
