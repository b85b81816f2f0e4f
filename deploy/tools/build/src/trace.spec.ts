import { testsIn } from '../citations.mjs';
import { render, stateProblems, trace } from '../trace.mjs';

const catalogue = {
  claimed: ['STORY-01'],
  requirements: [
    { id: 'ENG-001', service: 'care-plan', actor: 'Provider', stories: ['STORY-01'] },
    { id: 'ENG-002', service: 'care-plan', actor: 'Keyworker', stories: [] },
  ],
};

const spec = (text: string) => [{ file: 'libs/x/src/x.spec.ts', text }];

describe('the tests of a spec', () => {
  it('are read from their titles, with the ids of the groups around them', () => {
    const text = `
      describe('ENG-001: a plan each', () => {
        it('ENG-002: says what is needed', () => {});
        it.each([1])(\`refuses %s\`, () => {});
        it.each([['OUT-05: nothing', 1], ['OUT-14: half', 2]])('refuses %s', () => {});
      });
      const notATest = ['ENG-099: no'];`;
    expect(testsIn(text)).toEqual([
      { title: 'ENG-002: says what is needed', ids: ['ENG-001', 'ENG-002'], skipped: false },
      { title: 'refuses %s', ids: ['ENG-001'], skipped: false },
      { title: 'refuses OUT-05: nothing', ids: ['ENG-001', 'OUT-05'], skipped: false },
      { title: 'refuses OUT-14: half', ids: ['ENG-001', 'OUT-14'], skipped: false },
    ]);
  });

  it('know when they are skipped, alone or with their group', () => {
    const text = `it.skip('a', () => {}); describe.skip('b', () => { it('c', () => {}); });`;
    expect(testsIn(text).map(({ skipped }) => skipped)).toEqual([true, true]);
  });
});

describe('the trace', () => {
  it('fails a test that cites more than four ids', () => {
    const title = 'ENG-001, ENG-002, ENG-003, ENG-004, ENG-005: all at once';
    const { problems } = trace(catalogue, spec(`it('${title}', () => {});`));
    expect(problems[0]).toContain('cites 5 ids');
  });

  it('fails a test that cites an id which does not exist', () => {
    const { problems } = trace(catalogue, spec(`it('ENG-001, PLAT-99: x', () => {});`));
    expect(problems).toEqual(['libs/x/src/x.spec.ts: "ENG-001, PLAT-99: x" cites PLAT-99, which does not exist']);
  });

  it('fails when a claimed story has an id without a test, or with a skipped one only', () => {
    expect(trace(catalogue, []).problems).toEqual(['ENG-001: claimed by STORY-01, but no test cites it']);
    expect(trace(catalogue, spec(`it.skip('ENG-001: x', () => {});`)).problems).toHaveLength(1);
    expect(trace(catalogue, spec(`it('ENG-001: x', () => {});`)).problems).toEqual([]);
  });

  const states = { met: [] as string[], partly: {}, notTestable: {} };
  const cited = trace(catalogue, spec(`it('ENG-001: a | b', () => {});`)).citing;

  it('counts as met only what was held against its row', () => {
    const page = render(catalogue, cited, { ...states, met: ['ENG-001'] });
    expect(page).toContain('Of 2 requirements **1** met, **0** partly, **1** not yet, **0** not testable here.');
    expect(page).toContain(
      '| ENG-001 | care-plan | Provider | met | [x.spec.ts](../../libs/x/src/x.spec.ts): ENG-001: a \\| b |',
    );
    expect(page).toContain('| ENG-002 | care-plan | Keyworker | not yet |  |');
    expect(render(catalogue, cited, states)).toContain(
      '| ENG-001 | care-plan | Provider | partly: cited by a test; its',
    );
  });

  it('says what is missing, and why something cannot be tested', () => {
    const page = render(catalogue, cited, {
      ...states,
      partly: { 'ENG-001': 'the term' },
      notTestable: { 'ENG-002': 'a law' },
    });
    expect(page).toContain('| partly: the term |');
    expect(page).toContain('| not testable here: a law |');
  });

  it('fails a state without a test, of an id that does not exist, and a second one', () => {
    expect(stateProblems({ ...states, met: ['ENG-002'] }, cited)[0]).toContain('no test cites it');
    expect(stateProblems({ ...states, met: ['ENG-099'] }, cited)[0]).toContain('does not exist');
    expect(stateProblems({ ...states, met: ['ENG-001'], partly: { 'ENG-001': 'x' } }, cited)[0]).toContain(
      'two states',
    );
  });
});
