import { isRecord, present } from '@carethread/ledger';
import type { Fields } from '../session/session.js';

/** Names of inputs that are the form's own: a field's name never begins so. */
export const OWN = {
  csrf: '_csrf',
  form: '_form',
  key: '_key',
  etag: '_etag',
  base: '_base',
  later: '_later',
} as const;

/** A posted form: which one, with what, and its fields. */
export interface Posted {
  readonly form: string;
  readonly key: string;
  readonly etag?: string;
  /** The note of what the fields said when the form was shown. */
  readonly base?: string;
  /** The user wants to come back to it. */
  readonly later: boolean;
  readonly fields: Fields;
}

/** Windows' line ends become ours; several inputs of one name, as boxes have, become lines. */
function textOf(value: unknown): string {
  const texts = Array.isArray(value) ? value : [value];
  return texts
    .filter((one) => typeof one === 'string')
    .join('\n')
    .replaceAll('\r\n', '\n');
}

export function postedIn(body: unknown): Posted {
  const all: Fields = Object.fromEntries(
    Object.entries(isRecord(body) ? body : {}).map(([name, value]) => [name, textOf(value)]),
  );
  const own: readonly string[] = Object.values(OWN);
  const given = (name: string): string | undefined => (all[name] === '' ? undefined : all[name]);
  return present<Posted>({
    form: all[OWN.form] ?? '',
    key: all[OWN.key] ?? '',
    etag: given(OWN.etag),
    base: given(OWN.base),
    later: OWN.later in all,
    fields: Object.fromEntries(Object.entries(all).filter(([name]) => !own.includes(name))),
  });
}
