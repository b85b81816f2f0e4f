import { policyOn } from '@carethread/runtime';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import { raisePrompt } from './prompts.js';

/** The data protection officer gets a task for each break-glass access. */
export const tellDpoWhenBreakGlassOpened = policyOn<BreakGlassEvent>()({
  name: 'tell-dpo-when-break-glass-opened',
  when: ['BreakGlassOpened'],
  then: ({ id, data, meta: { actor } }) => [
    raisePrompt(id, 'breakGlass', { forRole: 'DP', subject: { kind: 'staff', id: actor.user } }, { until: data.until }),
  ],
});
