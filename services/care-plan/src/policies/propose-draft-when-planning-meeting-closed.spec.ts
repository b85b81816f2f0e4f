import { proposeDraftWhenPlanningMeetingClosed } from './propose-draft-when-planning-meeting-closed.js';

const sent = async (reviewType: string) =>
  (await proposeDraftWhenPlanningMeetingClosed.then({ data: { planId: 'PL', reviewType } } as never, {} as never)).map(
    ({ id, command }) => ({ id, ...command }),
  );

it('ENG-089: a planning meeting that closes asks for the draft to be proposed, another review for nothing', async () => {
  expect(await sent('planningMeeting')).toEqual([{ id: 'PL', type: 'ProposeAfterMeeting' }]);
  for (const type of ['formal', 'council', 'cpa', 'requested']) expect(await sent(type)).toEqual([]);
});
