import { textMember } from '@carethread/ledger';
import { types } from 'node:util';

/** What went wrong, for the person who typed the command: the system's own message only where there is no plainer one. */
export function plainError(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const path = textMember(error, 'path');
  if (path === undefined) return error.message;
  switch (textMember(error, 'code') ?? '') {
    case 'ENOENT':
      return `there is nothing at ${path}`;
    case 'ENOTDIR':
      return `${path} is no folder, or lies below a file`;
    case 'EEXIST':
      return `${path} is there already, and is no folder`;
    case 'EISDIR':
      return `${path} is a folder: name a file`;
    case 'EACCES':
    case 'EPERM':
      return `${path}: this user may not read or write it`;
    case 'EROFS':
      return `${path} lies on a disk that can only be read`;
    case 'ENOSPC':
      return `${path}: the disk is full`;
    default:
      return error.message;
  }
}
