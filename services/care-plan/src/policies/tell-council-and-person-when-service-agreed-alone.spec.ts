import { tellCouncilAndPersonWhenServiceAgreedAlone } from './tell-council-and-person-when-service-agreed-alone.js';

const agreed = (more: object, organisation: string) =>
  ({
    id: '00000000-0000-4000-8000-000000000001',
    type: 'ServiceAgreementMade',
    data: { episodeId: 'E', providerId: 'PR1', ...more },
    meta: { actor: { user: 'U', role: 'SM', organisation } },
  }) as never;
const told = async (more: object, organisation: string) =>
  (await tellCouncilAndPersonWhenServiceAgreedAlone.then(agreed(more, organisation), {} as never)).map(
    ({ command }) => command,
  );

describe('R19: a service that a provider agrees by itself', () => {
  it('is told to the council and the person', async () => {
    expect(await told({}, 'PR1')).toEqual([
      { type: 'RaiseTask', kind: 'serviceAgreedAlone', forRole: 'AS', ref: { episodeId: 'E', providerId: 'PR1' } },
      { type: 'RaiseTask', kind: 'serviceAgreedAlone', forRole: 'PE', ref: { episodeId: 'E', providerId: 'PR1' } },
    ]);
  });

  it('is nothing new where it came from a handover, or where the council agreed it', async () => {
    expect(await told({ handoverId: 'H' }, 'PR1')).toEqual([]);
    expect(await told({}, 'the council')).toEqual([]);
  });
});
