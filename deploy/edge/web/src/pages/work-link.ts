import { link, type Address } from '../shell/link.js';

/** What names a piece of work on a list. */
export interface WorkRef {
  readonly type: 'task' | 'obligation' | 'signOff';
  readonly id: string;
  readonly kind?: string;
  readonly personId?: string;
}

/** The page on which a piece of work is done; undefined where we have none. */
export function workLink({ type, id, kind, personId }: WorkRef): Address | undefined {
  if (personId === undefined) return undefined;
  if (type === 'signOff') return link('/people/:personId/sign/:signOffId', { personId, signOffId: id });
  const isOwed = type === 'obligation' || kind === 'obligationMissed';
  return isOwed ? link('/people/:personId/due', { personId }) : link('/people/:personId', { personId });
}
