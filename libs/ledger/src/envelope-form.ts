import type { Envelope } from './envelope.js';
import { isHash, isInstant, isUuid } from './value-forms.js';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 1;
const STREAM = /^[a-z][A-Za-z0-9]*-(.+)$/;
const KEY_ID = /^(.+)\.[0-9a-f]{16}$/;
/** IV and tag alone are 28 bytes: 38 characters. */
const SEALED = /^[A-Za-z0-9_-]{38,}$/;

const FORM: Readonly<Record<Exclude<keyof Envelope, 'payload' | 'sealed' | 'keyId'>, Check>> = {
  format: (value) => value === 1,
  service: isText,
  id: isUuid,
  stream: (value) => typeof value === 'string' && isUuid(STREAM.exec(value)?.[1]),
  revision: isCount,
  type: isText,
  schema: isCount,
  tenantId: isText,
  personId: (value) => value === null || isText(value),
  jurisdiction: isText,
  recordedAt: isInstant,
  occurredAt: isInstant,
  effectiveFrom: isInstant,
  actor: (value) => isRecord(value) && onlyTexts(value, ['user', 'role'], ['organisation']),
  correlationId: isUuid,
  causationId: isUuid,
  commandId: isUuid,
  classification: (value) => value === 'none' || value === 'personal' || value === 'special',
  prevHash: isHash,
  hash: isHash,
};
const MEMBERS = Object.entries(FORM);

/** Whether a JSON value has the members of format v1, each in its form, and no others. Says nothing of hashes and links. */
export function isEnvelope(value: unknown): value is Envelope {
  if (!isRecord(value)) return false;
  // Besides the members of the table: keyId, and one of payload and sealed.
  if (Object.keys(value).length !== MEMBERS.length + 2) return false;
  for (const [member, check] of MEMBERS) if (!check(value[member])) return false;
  const { keyId, payload, sealed } = value;
  if (value['classification'] === 'none') return keyId === null && isRecord(payload);
  return (
    typeof keyId === 'string' && isUuid(KEY_ID.exec(keyId)?.[1]) && typeof sealed === 'string' && SEALED.test(sealed)
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyTexts(value: Record<string, unknown>, always: readonly string[], sometimes: readonly string[]): boolean {
  return (
    always.every((member) => isText(value[member])) &&
    Object.keys(value).every(
      (member) => always.includes(member) || (sometimes.includes(member) && isText(value[member])),
    )
  );
}
