import { Refused } from '../api/refused.js';

/** What the user has chosen. Where they have not, the field says so, as the API would: nothing is sent. */
export function chosen<Value>(value: Value | undefined, field: string): Value {
  if (value === undefined) throw new Refused(400, 'MALFORMED', [{ pointer: `/${field}`, rule: 'required' }], '');
  return value;
}
