import { refuse } from '@carethread/contracts';

export function malformed(item: string): never {
  return refuse('MALFORMED', [item]);
}

export function notFound(): never {
  return refuse('NOT_FOUND');
}
