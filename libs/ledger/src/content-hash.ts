import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from './canonical-json.js';
import { sha256 } from './chain.js';

/**
 * The hash that stands for a plan's content outside its seal: SHA-256 of the canonical JSON of {section: SHA-256(32 salt bytes ‖
 * canonical JSON of the section)}. Salted per section, since short content could be guessed (event format v1).
 * @param salts 64 hex characters for every section of `content`; throws RangeError where one is missing
 */
export function contentHash(content: JsonObject, salts: Readonly<Record<string, string>>): string {
  const sections: Record<string, string> = {};
  for (const [name, section] of Object.entries(content)) sections[name] = sectionHash(section, salts[name]);
  return sha256(canonicalJson(sections));
}

/** The hash of one section, which can be shown and proven without the others. */
export function sectionHash(section: Json, salt: string | undefined): string {
  if (salt === undefined || !/^[0-9a-f]{64}$/.test(salt))
    throw new RangeError('every section needs a salt of 32 bytes');
  return createHash('sha256').update(salt, 'hex').update(canonicalJson(section)).digest('hex');
}
