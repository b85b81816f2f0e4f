import { policyOn } from '@carethread/runtime';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import { raisePrompt } from './prompts.js';

/** Break-glass access is told to the data protection officer. */
export const tellDpoWhenBreakGlassOpened = policyOn<BreakGlassEvent>()({
  name: 'tell-dpo-when-break-glass-opened',
  when: ['BreakGlassOpened'],
  then: ({ id, data, meta: { actor } }) => [
    raisePrompt(id, 'breakGlass', { forRole: 'DP', subject: { kind: 'staff', id: actor.user } }, { until: data.until }),
  ],
});
