import type { Role } from '@carethread/contracts';
import type { Operation } from '../api/operation.js';
import type { Asked } from './asked.js';
import type { Address } from './link.js';
import type { Page } from './page.js';
import type { SavedFile } from './saved-file.js';

/** A file in the place of a page: the same rules of who and what it reads, and nothing that is shown. */
export interface DownloadRow<Path extends Address, Read extends Operation> {
  readonly path: Path;
  readonly who: readonly Role[];
  readonly reads: readonly Read[];
  readonly file: (asked: Asked<NoInfer<Read>, Path>) => Promise<SavedFile>;
}

export function download<const Path extends Address, const Read extends Operation>(row: DownloadRow<Path, Read>): Page {
  const { path, who, reads, file } = row;
  return {
    path,
    who,
    reads,
    alsoReads: [],
    forms: [],
    back: undefined,
    file: (asked) => file(asked),
    open: () => Promise.reject(new Error(`${path} is a file`)),
  };
}
