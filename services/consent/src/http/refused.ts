import { refuse } from '@carethread/contracts';

export function notFound(): never {
  return refuse('NOT_FOUND');
}
