import { signOffEntry } from '@carethread/contracts';
import { countedList, mineOf, narrowedBy, type RequestContext } from '@carethread/http-api';
import { awaits } from '../../domain/sign-off/awaited.js';
import { signOff } from '../../domain/sign-off/decider.js';
import { signOffList } from '../../views/sign-off-list.js';

/** Whether one's own are asked for: those that wait for the caller, and not those that somebody else is to sign. */
function isForThem({ query }: RequestContext): boolean {
  const narrowed = narrowedBy(query);
  return narrowed === undefined || narrowed === 'mine';
}

/** How sign-offs are counted: those that wait for the caller; of an organisation, a service or a team all that are open. */
export const signOffsCounted = countedList({
  view: signOffList,
  capability: 'readConsent',
  order: { at: (instant) => instant },
  where: (ask) => (isForThem(ask) ? { awaiting: 'me' } : { open: 'true', awaiting: null }),
  scopes: (ask) => {
    if (!isForThem(ask)) return undefined;
    const { personId } = ask.actor;
    return personId === undefined ? mineOf(ask) : [...mineOf(ask), { of: 'person', id: personId }];
  },
  holder: ({ state, opened }) => signOff.holder(state, opened, 'readConsent'),
  sees: ({ awaited, personId }, ask) => !isForThem(ask) || awaits(awaited, ask.actor, personId),
  kind: ({ state }) => signOffEntry(state.requested?.subject ?? '').kind,
});
