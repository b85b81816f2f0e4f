import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';

/**
 * Writes (`w`), makes (`wx`, throws EEXIST) or extends (`a`) a file that only its owner may read, and syncs it. A file that is
 * new outlives a power cut only after `syncFolder`.
 */
export function writeDurably(file: string, content: string | Uint8Array, flag: 'w' | 'wx' | 'a'): void {
  const handle = openSync(file, flag, 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
