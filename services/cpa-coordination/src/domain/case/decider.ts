import { refuse } from '@carethread/contracts';
import type { Decider } from '@carethread/event-sourcing';
import { coordinator } from '../coordinator/decider.js';
import { region, regionId } from '../region/decider.js';
import type { CpaCaseCommand } from './commands.js';
import { lapseContact, logContact, setContactInterval } from './contact.js';
import { reallocateCoordinator } from './coordinator.js';
import { closeForDeath, discharge } from './discharge.js';
import type { CpaCaseEvent } from './events.js';
import { formerHoldersOf } from './in-force.js';
import { holderOf, evolve, isOpen, NO_CASE, type CpaCaseState } from './state.js';
import { resetLevel } from './level-reset.js';
import { decideLevel } from './level.js';
import { bringLevelDecisionForward, deadlinesOf, missObligation } from './obligations.js';
import { openCase } from './open-case.js';
import { recordIndicators } from './record-indicators.js';
import { moveRegion } from './region.js';
import { moveTeam } from './team.js';

/** What people do with a case while it is open. */
const WHILE_OPEN: readonly string[] = [
  'ReallocateCoordinator',
  'RecordIndicators',
  'DecideLevel',
  'SetContactInterval',
  'LogContact',
  'MoveTeam',
  'MoveRegion',
  'Discharge',
];

/** One person's time under CPA: who co-ordinates, at which level, in which region, and whether contact holds (model §3.6). */
export const cpaCase: Decider<CpaCaseState, CpaCaseCommand, CpaCaseEvent> = {
  category: 'cpaCase',
  keyClass: 'mentalHealth',
  holder: (state, opened) => ({
    kind: 'case',
    organisationId: holderOf(state) ?? opened.organisation,
    coordinatorId: state.coordinators.at(-1)?.userId,
    formerly: formerHoldersOf(state),
  }),
  initial: NO_CASE,
  classification: 'special',
  edits: [
    'CpaCaseOpened',
    'CareCoordinatorReallocated',
    'CpaLevelDecided',
    'CpaLevelReset',
    'CpaTeamChanged',
    'CpaRegionChanged',
    'ContactIntervalSet',
    'CpaCaseClosed',
  ],
  evolve,
  admits: ({ type }, state) => {
    if (WHILE_OPEN.includes(type) && !isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
    return true;
  },
  needs: (command, state, { tenantId, pseudonym }) => {
    const codes = new Set(state.regions.map(({ regionCode }) => regionCode));
    if (command.type === 'OpenCase') codes.add(command.regionCode);
    if (command.type === 'MoveRegion') codes.add(command.to);
    return {
      subjects: command.type === 'MoveTeam' && command.organisationId !== undefined ? [command.organisationId] : [],
      streams: [
        ...[...codes].map((code) => ({ category: region.category, id: regionId(tenantId, code) })),
        ...coordinatorsIn(command).map((userId) => ({ category: coordinator.category, id: pseudonym(userId) })),
      ],
    };
  },
  deadlines: deadlinesOf,
  decide: {
    OpenCase: openCase,
    ReallocateCoordinator: reallocateCoordinator,
    RecordIndicators: recordIndicators,
    DecideLevel: decideLevel,
    SetContactInterval: setContactInterval,
    LogContact: logContact,
    LapseContact: lapseContact,
    MoveTeam: moveTeam,
    MoveRegion: moveRegion,
    ResetLevel: resetLevel,
    BringLevelDecisionForward: bringLevelDecisionForward,
    MissObligation: missObligation,
    Discharge: discharge,
    CloseForDeath: closeForDeath,
  },
};

/** The co-ordinator whom a command names, if any. */
function coordinatorsIn(command: CpaCaseCommand): readonly string[] {
  const named =
    command.type === 'OpenCase'
      ? command.coordinatorId
      : command.type === 'ReallocateCoordinator'
        ? command.toUserId
        : undefined;
  return named === undefined ? [] : [named];
}
