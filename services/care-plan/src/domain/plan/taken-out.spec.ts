import { content, started, Life } from './testing/life.js';

const sections = (held: object): readonly string[] => Object.keys(held);

describe('a section that is taken out of the draft', () => {
  it('is not in the draft, nor in the first version that is proposed of it', () => {
    const life = new Life();
    life.does({ type: 'SaveDraft', content: { ...content, whatMatters: 'my cat' } });
    life.does({ type: 'SaveDraft', content: { whatMatters: null } });
    expect(sections(life.state.draft)).not.toContain('whatMatters');
    life.does({ type: 'ProposeVersion' });
    expect(sections(life.state.proposals.at(-1)?.content ?? {})).not.toContain('whatMatters');
  });

  it('is not in a first version proposed anew, although the open proposal has it (R3)', () => {
    const life = new Life();
    life.does({ type: 'SaveDraft', content: { ...content, whatMatters: 'my cat' } });
    life.does({ type: 'ProposeVersion' });
    life.does({ type: 'SaveDraft', content: { whatMatters: null } });
    life.does({ type: 'ProposeVersion' });
    const { content: proposed = {} } = life.state.proposals.at(-1) ?? {};
    expect(sections(proposed)).not.toContain('whatMatters');
    expect(sections(proposed)).toContain('personsView');
  });

  it('leaves the version that amends the one in force, and comes back by being written', () => {
    const life = started().on(1);
    life.does({ type: 'SaveDraft', content: { allergies: null } });
    life.does({ type: 'ProposeVersion', reason: 'asked for' });
    expect(sections(life.state.proposals.at(-1)?.content ?? {})).not.toContain('allergies');
    life.does({ type: 'SaveDraft', content: { allergies: [{ id: 'l2', name: 'nuts' }] } });
    life.does({ type: 'ProposeVersion', reason: 'asked for' });
    expect(life.state.proposals.at(-1)?.content['allergies']).toEqual([{ id: 'l2', name: 'nuts' }]);
  });

  it('settles what was open there between the draft and a later version (R2)', () => {
    const life = started().on(1);
    life.does({ type: 'SaveDraft', content: { whatMatters: 'my cat' } });
    life.amends({ whatMatters: 'my dog' });
    expect(life.state.draftConflicts).toEqual([{ section: 'whatMatters', at: 'whatMatters' }]);
    life.does({ type: 'SaveDraft', content: { whatMatters: null } });
    expect(life.state.draftConflicts).toEqual([]);
  });

  it('is told to whoever held the draft before', () => {
    const life = new Life();
    life.does({ type: 'SaveDraft', content });
    const [saved] = life.does({ type: 'SaveDraft', content: { allergies: null } });
    expect(saved?.payload).toMatchObject({ sections: ['allergies'], content: { allergies: null } });
  });
});
