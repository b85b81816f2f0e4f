import { asProvidedAt } from './provided.js';
import { a1, content, day, started } from './testing/life.js';
import { withWithheld } from './withheld.js';

describe('what is withheld', () => {
  it('R6: is marked in a version as it reads at an instant, also in one that is upcoming or past', () => {
    const life = started()
      .on(1)
      .amends(a1({ when: 'daily 10:00' }), 10)
      .on(2);
    life.does({ type: 'SuspendPlan', scope: ['a1'], reason: 'hospital', cause: 'hospital' }, 'SM');
    const marks = (versionNo: number, at: number): unknown => {
      const version = life.state.versions[versionNo - 1];
      const { actions } = version === undefined ? {} : asProvidedAt(life.state, version, day(at));
      return (actions as readonly { actionId: string; doNotProvide?: true }[]).map((one) => one.doNotProvide ?? false);
    };
    expect([marks(1, 1), marks(1, 2), marks(1, 11), marks(2, 2)]).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [true, false],
    ]);
    life.does({ type: 'ResumePlan', scope: ['a1'] }, 'SM');
    expect(marks(2, 3)).toEqual([false, false]);
  });

  it('R6: marks actions, and makes none where there are none', () => {
    expect(withWithheld({ personsView: 'x' }, 'whole')).toEqual({ personsView: 'x' });
    expect(withWithheld(content, [])).toBe(content);
  });
});
