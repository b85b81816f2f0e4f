import { present, requireText } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import type { SignedIn } from './signed-in.js';

const EMERGENCY = { emergency: true, emergencyReason: 'a fall', whyNoAssessment: 'nobody could be reached' };
const IN_HOSPITAL = { reason: 'a stay in hospital', cause: 'hospital' };
const CONTENT = {
  needs: [{ needId: 'n1', text: 'help at night' }],
  actions: [{ actionId: 'a1', what: 'a visit at ten' }],
};
const CHANGES = [
  ['provisional', { consentBasis: 'verbal', content: CONTENT }],
  ['suspension', IN_HOSPITAL],
  ['resumption', { cause: 'hospital' }],
  ['suspension', IN_HOSPITAL],
] as const;

/** So many notices come of the changes of one plan. */
export const CHANGES_OF_A_PLAN = CHANGES.length;

export interface Provider {
  readonly organisationId: string;
  readonly serviceId: string;
  readonly manager: SignedIn;
}

/** A plan that will change. */
export interface Planned {
  readonly by: SignedIn;
  readonly planId: string;
}

type Send = (by: SignedIn, path: string, body: object) => Promise<string>;

/** Commands of which each waits until the one before is known where it goes. */
function inTurn(): Send {
  let known = '';
  return async (by, path, body) => {
    const headers = present<Record<string, string>>({ prefer: known === '' ? undefined : `wait-for=${known}` });
    const answer = await by.insists({ method: 'POST', path, body, key: randomUUID(), headers });
    known = requireText(answer, 'position');
    return requireText(answer, 'id');
  };
}

/** One more synthetic person is registered and served, and their provider subscribes: one notice. */
export async function serve(
  assessor: SignedIn,
  { manager, serviceId }: Provider,
  isPlanned: boolean,
): Promise<Planned | undefined> {
  const send = inTurn();
  const personId = await send(assessor, '/assessment/persons', {
    name: { given: 'Synthetic', family: `Person ${randomUUID()}` },
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: [],
  });
  const episodeId = await send(manager, '/care-plan/episodes', { personId, serviceId, setting: 'careAtHome' });
  const planId = isPlanned
    ? await send(manager, '/care-plan/plans', { personId, planKind: 'provider', episodeId })
    : '';
  if (isPlanned) await send(manager, `/care-plan/episodes/${episodeId}/start`, EMERGENCY);
  await send(manager, '/care-plan/subscriptions', { personId });
  return isPlanned ? { by: manager, planId } : undefined;
}

/** The plan comes into force and changes: a notice each time. */
export async function change({ by, planId }: Planned): Promise<void> {
  const send = inTurn();
  for (const [verb, body] of CHANGES) await send(by, `/care-plan/plans/${planId}/${verb}`, body);
}
