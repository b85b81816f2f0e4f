import { isRecord } from './envelope-form.js';
import { isHash, isInstant } from './value-forms.js';

/** What an export's manifest says of one service's file, and what a reader finds in it. */
export interface ExportedLog {
  readonly events: number;
  readonly lastPosition: number;
  /** logHash of the last event; 64 zeros for none. */
  readonly logHash: string;
  /** SHA-256 of the bytes of `<service>.events.ndjson`. */
  readonly sha256: string;
}

export interface ExportManifest {
  readonly format: 1;
  readonly exportedAt: string;
  readonly services: Readonly<Record<string, ExportedLog>>;
}

export type ManifestVerification =
  { readonly valid: true } | { readonly valid: false; readonly reason: string; readonly service?: string };

/** Whether the manifest has its form and names exactly the files that were found, as they were found. */
export function verifyManifest(manifest: unknown, found: Readonly<Record<string, ExportedLog>>): ManifestVerification {
  if (!isExportManifest(manifest)) return { valid: false, reason: 'not a manifest of format 1' };
  const names = [...new Set([...Object.keys(manifest.services), ...Object.keys(found)])].sort();
  for (const service of names) {
    const claimed = Object.hasOwn(manifest.services, service) ? manifest.services[service] : undefined;
    const actual = Object.hasOwn(found, service) ? found[service] : undefined;
    if (claimed === undefined) return { valid: false, service, reason: 'the manifest does not name this file' };
    if (actual === undefined) return { valid: false, service, reason: 'the file is missing' };
    for (const member of ['events', 'lastPosition', 'logHash', 'sha256'] as const)
      if (claimed[member] !== actual[member])
        return { valid: false, service, reason: `${member} of the file is not what the manifest says` };
  }
  return { valid: true };
}

export function isExportManifest(value: unknown): value is ExportManifest {
  if (!isRecord(value) || value['format'] !== 1 || !isInstant(value['exportedAt'])) return false;
  const { services } = value;
  return isRecord(services) && Object.values(services).every(isExportedLog);
}

function isExportedLog(value: unknown): boolean {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value['events']) &&
    Number.isSafeInteger(value['lastPosition']) &&
    isHash(value['logHash']) &&
    isHash(value['sha256'])
  );
}
