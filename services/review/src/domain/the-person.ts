import type { Context } from '@carethread/event-sourcing';
import type { Party } from './schedule-shapes.js';

/** R34: the person whose record it is; another one of that kind is somebody else. */
export function isThePerson({ kind, id }: Party, { personId }: Pick<Context, 'personId'>): boolean {
  return id === undefined ? kind === 'person' : id === personId;
}
