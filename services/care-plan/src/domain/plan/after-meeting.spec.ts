import { content, Life } from './testing/life.js';

const drafted = (draft = content): Life => {
  const life = new Life();
  life.does({ type: 'SaveDraft', content: draft });
  return life;
};

describe('the first meeting closes', () => {
  it('ENG-089, D26: a complete draft is proposed as it stands', () => {
    const [proposed] = drafted().does({ type: 'ProposeAfterMeeting' });
    expect(proposed).toMatchObject({
      type: 'PlanVersionProposed',
      payload: { proposalNo: 1, content, cause: { kind: 'initial' } },
    });
  });

  it('D26: a draft that lacks something is left to the keyworker', () => {
    const { needs: _, ...lacking } = content;
    expect(drafted(lacking).does({ type: 'ProposeAfterMeeting' })).toEqual([]);
  });

  it('D26: what is being signed is not proposed again', () => {
    const life = drafted();
    life.does({ type: 'ProposeVersion' });
    expect(life.does({ type: 'ProposeAfterMeeting' })).toEqual([]);
    life.does({ type: 'ReturnProposal', proposalNo: 1, because: 'refused' });
    expect(life.does({ type: 'ProposeAfterMeeting' })).toMatchObject([{ payload: { proposalNo: 2 } }]);
  });

  it('D26: a plan that is signed already is left as it is', () => {
    const life = drafted();
    life.does({ type: 'ProposeVersion' });
    life.published();
    life.does({ type: 'SaveDraft', content: { whatMatters: 'my garden' } });
    expect(life.does({ type: 'ProposeAfterMeeting' })).toEqual([]);
  });
});
