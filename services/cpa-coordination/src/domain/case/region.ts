import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { instantOf } from '../dates.js';
import { levelBeforeDecision, periodOn } from '../region/schemes.js';
import type { CommandOf } from './commands.js';
import type { LevelReset, Made } from './events.js';
import { levelAt, regionAt } from './in-force.js';
import { knownRegion } from './known-region.js';
import { laterResets, levelReset } from './level-reset.js';
import type { CpaCaseState } from './state.js';

/** The person moves: history and co-ordinator stay, the level is decided afresh where there are levels (CPA-63). */
export function moveRegion(command: CommandOf<'MoveRegion'>, state: CpaCaseState, context: Context): Made {
  const { to, at: when, reason } = command;
  const from = regionAt(state, context.now) ?? '';
  if (command.from !== undefined && command.from !== from) refuse('STATE_CONFLICT', ['from']);
  if (from === to) {
    if (when !== undefined && when !== state.regions.at(-1)?.from) refuse('STATE_CONFLICT', ['at']);
    return [];
  }
  const inForce = levelAt(state, context.now);
  const at = instantOf(when, inForce?.effectiveFrom, context);
  if (at < (state.regions.at(-1)?.from ?? '')) refuse('STATE_CONFLICT', ['at']);
  const schemes = knownRegion(to, 'to', context);
  const period = periodOn(schemes, localDate(at));
  const level = levelBeforeDecision(period);
  return [
    {
      type: 'CpaRegionChanged',
      payload: present({ caseId: context.id, from, to, at, reason }),
      effectiveFrom: at,
    },
    levelReset(
      present<LevelReset>({
        caseId: context.id,
        from: inForce?.level ?? 'undecided',
        to: level,
        effectiveFrom: localDate(at),
        cause: 'regionMoved',
        regionCode: to,
        scheme: period?.scheme,
      }),
      at,
    ),
    ...laterResets(schemes, to, level, context),
  ];
}
