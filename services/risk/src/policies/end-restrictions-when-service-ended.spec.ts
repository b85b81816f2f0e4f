import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_FACTS } from '../domain/facts.js';
import { facts } from '../exchange/facts.js';
import { endRestrictionsWhenServiceEnded } from './end-restrictions-when-service-ended.js';

const at = (day: string): string => `2026-${day}T12:00:00.000Z`;
type Heard = readonly [type: string, day: string, data: object];
const agreed = (episodeId: string, day: string): Heard => [
  'care-plan.service-agreement-made.v1',
  day,
  { episodeId, providerId: 'O' },
];
const ended = (episodeId: string, day: string): Heard => [
  'care-plan.service-ended.v1',
  day,
  { episodeId, providerId: 'O', endedAt: at(day), reason: 'completed' },
];
const RESTRICTIONS = {
  proposed: { state: 'proposed', heldBy: 'O' },
  active: { state: 'active', heldBy: 'O' },
  withheld: { state: 'withheld', heldBy: 'O' },
  expired: { state: 'expired', heldBy: 'O' },
  ended: { state: 'ended', heldBy: 'O' },
  ofAnother: { state: 'active', heldBy: 'X' },
  ofTheCouncil: { state: 'active' },
};

async function endedBy(...heard: readonly Heard[]): Promise<unknown[]> {
  const known = heard.reduce(
    (before, [type, day, data]) =>
      facts.on[type]?.(before, { type, data, recordedAt: at(day), tenantId: 'T' } as never) ?? before,
    NO_FACTS,
  );
  const look = {
    facts: () => Promise.resolve(known),
    ids: () => Promise.resolve(Object.keys(RESTRICTIONS)),
    state: (_: unknown, id: keyof typeof RESTRICTIONS) => Promise.resolve(RESTRICTIONS[id]),
  } as unknown as PolicyReader;
  const commands = await endRestrictionsWhenServiceEnded.then({ personId: 'P' } as unknown as PolicyFact, look);
  return commands.map(({ id, command }) => [id, command]);
}
const all = (day: string): unknown[] =>
  ['proposed', 'active', 'withheld'].map((id) => [id, { type: 'EndWithService', endedAt: at(day) }]);

describe('restrictions of an organisation that serves the person no more', () => {
  it('R30: end with the last of its services, and no others', async () => {
    expect(await endedBy(agreed('E1', '01-05'), agreed('E2', '01-06'), ended('E1', '02-01'))).toEqual([]);
    expect(await endedBy(agreed('E1', '01-05'), ended('E1', '02-01'))).toEqual(all('02-01'));
  });

  it('R30: stand where it serves the person again, or never has', async () => {
    expect(await endedBy(agreed('E1', '01-05'), ended('E1', '02-01'), agreed('E2', '02-02'))).toEqual([]);
    const accepted: Heard = ['assessment.handover-accepted.v1', '02-02', { providerId: 'O' }];
    expect(await endedBy(agreed('E1', '01-05'), ended('E1', '02-01'), accepted)).toEqual([]);
    expect(await endedBy(accepted)).toEqual([]);
  });

  it('R18, R30: end when the case is closed, or goes to another trust', async () => {
    const opened: Heard = ['cpa-coordination.cpa-case-opened.v1', '01-05', { caseId: 'C', organisationId: 'O' }];
    const moved = (organisationId: string): Heard => [
      'cpa-coordination.cpa-team-changed.v1',
      '02-01',
      { caseId: 'C', organisationId },
    ];
    const closed: Heard = ['cpa-coordination.cpa-case-closed.v1', '03-01', { caseId: 'C' }];
    expect(await endedBy(opened, moved('O'))).toEqual([]);
    expect(await endedBy(opened, moved('N'))).toEqual(all('02-01'));
    expect(await endedBy(opened, moved('N'), moved('O'))).toEqual([]);
    expect(await endedBy(opened, closed)).toEqual(all('03-01'));
    expect(await endedBy(opened, agreed('E1', '01-06'), closed)).toEqual([]);
  });
});
