import { send } from '@carethread/runtime';
import { published, recorded, specifyPolicy } from '@carethread/runtime/testing';
import { NO_FACTS } from '../domain/facts.js';
import { restriction } from '../domain/restriction/decider.js';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import { facts } from '../exchange/facts.js';
import { endRestrictionsWhenServiceEnded } from './end-restrictions-when-service-ended.js';
import { knowing } from './testing/knowing.js';

const at = (day: string): string => `2026-${day}T12:00:00.000Z`;
type Message = readonly [type: string, day: string, data: object];
const agreed = (episodeId: string, day: string): Message => [
  'care-plan.service-agreement-made.v1',
  day,
  { episodeId, providerId: 'O' },
];
const ended = (episodeId: string, day: string): Message => [
  'care-plan.service-ended.v1',
  day,
  { episodeId, providerId: 'O', endedAt: at(day), reason: 'completed' },
];
const restrictions = {
  proposed: { state: 'proposed', heldBy: 'O' },
  active: { state: 'active', heldBy: 'O' },
  withheld: { state: 'withheld', heldBy: 'O' },
  expired: { state: 'expired', heldBy: 'O' },
  ended: { state: 'ended', heldBy: 'O' },
  ofAnother: { state: 'active', heldBy: 'X' },
  ofTheCouncil: { state: 'active' },
} as const;
const lastEnd = published('care-plan.service-ended.v1', {
  episodeId: 'E1',
  providerId: 'O',
  endedAt: at('02-01'),
  reason: 'completed',
});

/** The policy, once risk has received these messages. */
function after(...messages: readonly Message[]) {
  const known = messages.reduce(
    (before, [type, day, data]) =>
      facts.on[type]?.(before, { type, data, recordedAt: at(day), tenantId: 'T' } as never) ?? before,
    NO_FACTS,
  );
  return specifyPolicy(endRestrictionsWhenServiceEnded, knowing(known, { restrictions })).hears(lastEnd);
}
const endOfAll = (day: string) =>
  ['proposed', 'active', 'withheld'].map((id) => send(restriction, id, { type: 'EndWithService', endedAt: at(day) }));

describe('restrictions of an organisation that serves the person no more', () => {
  it('R30: end with the last of its services, and no others', async () => {
    await after(agreed('E1', '01-05'), agreed('E2', '01-06'), ended('E1', '02-01')).sendsNothing();
    await after(agreed('E1', '01-05'), ended('E1', '02-01')).sends(...endOfAll('02-01'));
  });

  it('R30: stand where it serves the person again, or never has', async () => {
    await after(agreed('E1', '01-05'), ended('E1', '02-01'), agreed('E2', '02-02')).sendsNothing();
    const accepted: Message = ['assessment.handover-accepted.v1', '02-02', { providerId: 'O' }];
    await after(agreed('E1', '01-05'), ended('E1', '02-01'), accepted).sendsNothing();
    await after(accepted).sendsNothing();
  });

  it('R18, R30: end when the case is closed, or goes to another trust', async () => {
    const opened: Message = ['cpa-coordination.cpa-case-opened.v1', '01-05', { caseId: 'C', organisationId: 'O' }];
    const moved = (organisationId: string): Message => [
      'cpa-coordination.cpa-team-changed.v1',
      '02-01',
      { caseId: 'C', organisationId },
    ];
    const closed: Message = ['cpa-coordination.cpa-case-closed.v1', '03-01', { caseId: 'C' }];
    await after(opened, moved('O')).sendsNothing();
    await after(opened, moved('N')).sends(...endOfAll('02-01'));
    await after(opened, moved('N'), moved('O')).sendsNothing();
    await after(opened, closed).sends(...endOfAll('03-01'));
    await after(opened, agreed('E1', '01-06'), closed).sendsNothing();
  });

  it('R30: end where one was proposed while the service ended', async () => {
    const proposed = recorded<RestrictionEvent>({
      type: 'RestrictionProposed',
      payload: { measure: 'a locked door', justification: '', leastRestrictiveCheck: '', lessRestrictiveOptions: [] },
    });
    const known = { servedUntil: { O: at('02-01') } };
    await specifyPolicy(
      endRestrictionsWhenServiceEnded,
      knowing(known, { restrictions: { RE: restrictions.proposed } }),
    )
      .hears(proposed)
      .sends(send(restriction, 'RE', { type: 'EndWithService', endedAt: at('02-01') }));
  });
});
