import { localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { seenOn } from '../dates.js';
import type { CpaFacts } from '../facts.js';
import type { RecordIndicators } from './commands.js';
import type { Made } from './events.js';
import { answersOf, leaningOf, RISK_INDICATORS, type Ref } from './indicators.js';
import type { CpaCaseState } from './state.js';

/** Indicators are typical differences seen on a day: they lean, they decide nothing (CPA-33). */
export function recordIndicators(command: RecordIndicators, state: CpaCaseState, context: Context<CpaFacts>): Made {
  const { evidence = {}, riskRefs = [] } = command;
  const recordedOn = seenOn(command.recordedOn ?? localDate(context.now), state, context);
  if (Object.keys(command.answers).length === 0) malformed(fault('/answers', 'empty', 'answer one of them at least'));
  const answers = answersOf(command.answers);
  const refs = riskRefs.flatMap(({ id, version }): Ref[] => {
    const known = context.facts.risks[id];
    return known === undefined || (version ?? known) > known ? [] : [{ id, version: version ?? known }];
  });
  const uncited = RISK_INDICATORS.filter((code) => answers[code] === 'met' && refs.length === 0);
  if (uncited.length > 0) refuse('RISK_REFERENCE_REQUIRED', uncited);
  if (refs.length < riskRefs.length) refuse('REFERENCE_NOT_FOUND', ['riskRefs']);
  return [
    {
      type: 'CpaIndicatorsRecorded',
      payload: {
        profileId: context.newId('profile'),
        recordedOn,
        answers,
        evidence,
        riskRefs: refs,
        leaning: leaningOf(answers),
      },
    },
  ];
}
