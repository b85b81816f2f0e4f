import { isDate, isId, Refusal } from '@carethread/contracts';
import type { Route } from './route.js';

type Query = Readonly<Record<string, string | undefined>>;

/** What a query says: each member once, in its form; one that is empty says nothing. Throws MALFORMED. */
export function queryOf(route: Route, query: Readonly<Record<string, unknown>>): Query {
  const said: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') throw new Refusal('MALFORMED', [name]);
    if (value !== '') said[name] = value;
  }
  const asks = 'asks' in route ? (route.asks ?? {}) : {};
  for (const [name, schema] of Object.entries(asks)) {
    const value = said[name];
    if (value !== undefined && !isOfForm(value, schema)) throw new Refusal('MALFORMED', [name]);
  }
  return said;
}

/** Instants are read by whoever asks for them: they may be dates too. */
function isOfForm(value: string, { type, format }: { readonly type?: string; readonly format?: string }): boolean {
  if (type === 'integer') return /^\d{1,15}$/.test(value);
  if (format === 'date') return isDate(value);
  if (format === 'uuid') return isId(value);
  return true;
}
