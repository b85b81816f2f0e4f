import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';
import { peopleRecorded } from './people-recorded.js';

const { personId, recordedAt, actor } = specMeta;
const written = (organisation: string, revision = 1) =>
  recorded<DailyRecordEvent>(
    {
      type: 'DailyEntryAdded',
      payload: {
        ...{ entryId: `e${revision}`, kind: 'note', text: 'in confidence', format: 'other' },
        ...{ lateEntry: false, withoutConsent: false, warnings: [], by: 'K' },
      },
    },
    { stream: 'dailyRecord-D', revision, actor: { ...actor, organisation } },
  );
const agreed = published('care-plan.service-agreement-made.v1', {
  ...{ episodeId: 'E', providerId: 'HOME', serviceType: 'homeCare', serviceId: 'S', commissioner: 'council' },
  ...{ agreedAt: recordedAt, councilOperated: false, setting: 'careAtHome', jurisdiction: 'ENG' },
});
const team = published('care-plan.care-team-assigned.v1', {
  ...{ episodeId: 'E', organisationId: 'HOME', serviceId: 'S', keyworkerId: 'K' },
  members: [{ userId: 'N', purposes: [] }],
});
const ended = published('care-plan.service-ended.v1', {
  ...{ episodeId: 'E', providerId: 'HOME', endedAt: recordedAt, reason: 'completed' },
});
const entries = (...events: readonly ReturnType<typeof written>[]) =>
  specifyView(peopleRecorded)
    .given(...events)
    .entries(personId ?? '');

describe('the people of whom there are daily records', () => {
  it('PLAT-24: one line a person, with the service, the team and everybody in it', () => {
    expect(entries(agreed, team)).toEqual([]);
    const [one, ...others] = entries(agreed, team, written('HOME'), written('HOME', 2));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ id: 'records', order: '', body: { personId } });
    expect(one?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'tenant' },
        { of: 'person', id: personId },
        { of: 'organisation', id: 'HOME' },
        { of: 'service', id: 'S' },
        { of: 'team', id: 'E' },
        { of: 'user', id: 'K' },
        { of: 'user', id: 'N' },
      ]),
    );
    expect(JSON.stringify(one)).not.toContain('in confidence');
  });

  it('PLAT-24: stands with no organisation that wrote nothing, or whose service has ended', () => {
    expect(entries(agreed, team, written('OTHER'))[0]?.scopes).not.toContainEqual({ of: 'organisation', id: 'HOME' });
    const former = entries(agreed, team, written('HOME'), ended)[0]?.scopes;
    expect(former).not.toContainEqual({ of: 'organisation', id: 'HOME' });
    expect(former).not.toContainEqual({ of: 'user', id: 'K' });
    expect(former).toContainEqual({ of: 'tenant' });
  });
});
