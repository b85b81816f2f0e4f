import { recorded, specifyView } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { narratives } from './narratives.js';

const saved = (marks?: readonly string[]): PlanEvent => ({
  type: 'DraftSaved',
  payload: { draftRevision: 1, sections: ['personsView'], content: {}, ...(marks === undefined ? {} : { marks }) },
});

it('OUT-20: a text is found in each plan that it stands in, once, by its mark', () => {
  const view = specifyView(narratives).given(
    recorded(saved(['m1', 'm2']), { stream: 'carePlan-A' }),
    recorded(saved(['m1']), { stream: 'carePlan-A' }),
    recorded(saved(['m1']), { stream: 'carePlan-B' }),
    recorded(saved(), { stream: 'carePlan-C' }),
  );
  view.shows('m1', { planIds: ['A', 'B'] });
  view.shows('m2', { planIds: ['A'] });
  view.showsNothing('m3');
});
