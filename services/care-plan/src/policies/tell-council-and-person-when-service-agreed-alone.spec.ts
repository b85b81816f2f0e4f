import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { Agreement, EpisodeEvent } from '../domain/episode/events.js';
import { tellCouncilAndPersonWhenServiceAgreedAlone } from './tell-council-and-person-when-service-agreed-alone.js';

const agreed = (more: Partial<Agreement> = {}): EpisodeEvent => ({
  type: 'ServiceAgreementMade',
  payload: {
    episodeId: 'E',
    personId: specMeta.personId ?? '',
    providerId: 'PR1',
    serviceType: 'care',
    setting: 'careAtHome',
    commissioner: 'private',
    agreedAt: '2026-03-02T09:00:00.000Z',
    councilOperated: false,
    jurisdiction: 'ENG',
    ...more,
  },
});
const by = (organisation: string) => ({ actor: { ...specMeta.actor, role: 'SM', organisation } });
const raised = (forRole: string) =>
  raiseTask(uuidV5(specMeta.id, forRole), {
    kind: 'serviceAgreedAlone',
    forRole,
    ref: { episodeId: 'E', providerId: 'PR1' },
  });

describe('R19: a service that a provider agrees by itself', () => {
  it('is a task for the council and for the person', async () => {
    await specifyPolicy(tellCouncilAndPersonWhenServiceAgreedAlone)
      .hears(recorded(agreed(), by('PR1')))
      .sends(raised('AS'), raised('PE'));
  });

  it('is nothing new where it came from a handover, or where the council agreed it', async () => {
    await specifyPolicy(tellCouncilAndPersonWhenServiceAgreedAlone)
      .hears(recorded(agreed({ handoverId: 'H' }), by('PR1')))
      .sendsNothing();
    await specifyPolicy(tellCouncilAndPersonWhenServiceAgreedAlone)
      .hears(recorded(agreed(), by('the council')))
      .sendsNothing();
  });
});
