import { isRecord } from './envelope-form.js';
import { typed } from './typed.js';

/**
 * A JSON object that Carethread wrote and stored, by its type. Its bytes are proven by a hash or a seal; looking at every member of
 * every event as well would cost more than reading it. Throws SyntaxError for what is no JSON object.
 */
export function storedJson<T extends object>(text: string): T {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new SyntaxError('the stored text is no JSON object');
  return typed(value);
}
