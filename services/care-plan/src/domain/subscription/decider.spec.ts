import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { subscription } from './decider.js';
import { type SubscriptionEvent } from './events.js';

const spec = specify(subscription);
const NOW = '2026-01-15T12:00:00.000Z';
const DUE = '2026-01-16T12:00:00.000Z';
const started: SubscriptionEvent = { type: 'SubscriptionStarted', payload: { providerId: 'O', episodeId: 'E' } };
const notified = (noticeNo: number, causeId: string): SubscriptionEvent => ({
  type: 'ChangeNotified',
  payload: { noticeNo, planId: 'PL', versionNo: noticeNo, changeKind: 'published', causeId, notifiedAt: NOW },
});
const notify = (causeId: string) =>
  ({ type: 'NotifyChange', planId: 'PL', versionNo: 1, changeKind: 'published', causeId }) as const;
const acknowledged: SubscriptionEvent = { type: 'ChangeAcknowledged', payload: { noticeNo: 1, byUserId: 'M' } };
const ended: SubscriptionEvent = { type: 'SubscriptionEnded', payload: { reason: 'serviceEnded' } };
const at = (now: string) => ({ now, facts: NO_FACTS });

describe('a provider’s subscription', () => {
  it('PLAT-12: is of one provider for one episode, and ends once', () => {
    const start = { type: 'StartSubscription', providerId: 'O', episodeId: 'E' } as const;
    const served = {
      state: 'agreed',
      agreement: { providerId: 'O', personId: '00000000-0000-4000-8000-000000000004' },
    };
    const at = (now: string) => ({ now, streams: { 'serviceEpisode-E': served } });
    spec.given().when(start, at(NOW)).then(started);
    spec.given(started).when(start, at(NOW)).nothing();
    spec.given().when({ type: 'StartSubscription' }, at(NOW)).refused('MALFORMED');
    const end = { type: 'EndSubscription', reason: 'serviceEnded' } as const;
    spec.given(started).when(end, at(NOW)).then(ended);
    spec.given(started, ended).when(end, at(NOW)).nothing();
  });

  it('R18: notifies of the provider’s own plans, and of another’s as far as the person permits it to read them', () => {
    const of = (heldBy: string, scopes: readonly string[] = []) => {
      const contacts = { O: { kind: 'organisation', scopes } };
      return spec.given(started).when({ ...notify('c'), heldBy }, { now: NOW, facts: { ...NO_FACTS, contacts } });
    };
    of('O').then({ type: 'ChangeNotified' });
    of('another').nothing();
    of('another', ['readDiary']).nothing();
    of('another', ['readPlan']).then({ type: 'ChangeNotified' });
  });

  it('PLAT-13: notifies of the council’s plan whoever provides what the council commissions, and a council that subscribes', () => {
    const councils = { ...notify('c'), heldBy: 'COUNCIL', isCouncils: true } as const;
    const of = (...episodes: readonly CarePlanFacts['episodes'][string][]) =>
      spec.given(started).when(councils, {
        now: NOW,
        facts: { ...NO_FACTS, episodes: Object.fromEntries(episodes.map((one, nth) => [`E${nth}`, one])) },
      });
    of({ providerId: 'O', commissioner: 'council' }).then({ type: 'ChangeNotified', payload: { planId: 'PL' } });
    of().nothing();
    of({ providerId: 'O', commissioner: 'private' }).nothing();
    of({ providerId: 'PR2', commissioner: 'council' }).nothing();
    of({ providerId: 'O', commissioner: 'council', ended: { endedAt: NOW, reason: 'completed' } }).nothing();
    const own: SubscriptionEvent = { type: 'SubscriptionStarted', payload: { providerId: 'COUNCIL' } };
    spec.given(own).when(councils, at(NOW)).then({ type: 'ChangeNotified' });
  });

  it('PLAT-12: is a provider’s own, under an open agreement with it where one is named', () => {
    const start = { type: 'StartSubscription', providerId: 'O', episodeId: 'E' } as const;
    const personId = '00000000-0000-4000-8000-000000000004';
    const under = (more: object) => ({ now: NOW, streams: { 'serviceEpisode-E': { state: 'agreed', ...more } } });
    spec
      .given()
      .when(start, under({ agreement: { providerId: 'O', personId } }))
      .then(started);
    for (const more of [
      { agreement: { providerId: 'PR2', personId } },
      { agreement: { providerId: 'O', personId: 'another' } },
      { agreement: { providerId: 'O', personId }, state: 'ended' },
      {},
    ])
      spec.given().when(start, under(more)).refused('REFERENCE_NOT_FOUND', ['episodeId']);
    const other = {
      userId: 'M',
      user: 'u',
      role: 'SM',
      roles: ['SM'],
      serviceIds: [],
      qualifications: [],
      organisationId: 'PR2',
    };
    spec.given().when(start, { now: NOW, actor: other }).refused('NOT_FOUND');
    const { organisationId: _, ...assessor } = { ...other, role: 'AS', roles: ['AS'] };
    spec.given().when(start, { now: NOW, actor: assessor }).refused('NOT_FOUND');
  });

  it('R38: none begins after a death', () => {
    spec
      .given()
      .when({ type: 'StartSubscription', providerId: 'O' }, { now: NOW, facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('PLAT-12: is notified of nothing before it began or after it ended', () => {
    spec.given().when(notify('c1'), at(NOW)).nothing();
    spec.given(started, ended).when(notify('c1'), at(NOW)).nothing();
  });

  it('R17: after its end is still notified that its own provider’s plan is closed, once, and of nothing else', () => {
    const closing = { ...notify('c2'), changeKind: 'closed', heldBy: 'O' } as const;
    const notice = { noticeNo: 2, planId: 'PL', versionNo: 1, changeKind: 'closed', causeId: 'c2', notifiedAt: NOW };
    const over = spec.given(started, notified(1, 'c1'), ended);
    over.when(closing, at(NOW)).then({ type: 'ChangeNotified', payload: notice });
    over.when({ ...closing, heldBy: 'PR2' }, at(NOW)).nothing();
    over.when({ ...closing, changeKind: 'suspended' }, at(NOW)).nothing();
    spec
      .given(started, ended, { type: 'ChangeNotified', payload: { ...notice, noticeNo: 1 } })
      .when(closing, at(NOW))
      .nothing();
    spec.given().when(closing, at(NOW)).nothing();
  });

  it('PLAT-14: its notices are numbered without a gap, one for each cause', () => {
    spec
      .given(started)
      .when(notify('c1'), at(NOW))
      .then({ type: 'ChangeNotified', payload: { noticeNo: 1, planId: 'PL', versionNo: 1, changeKind: 'published' } });
    spec
      .given(started, notified(1, 'c1'))
      .when(notify('c2'), at(NOW))
      .then({ type: 'ChangeNotified', payload: { noticeNo: 2 } });
    spec.given(started, notified(1, 'c1')).when(notify('c1'), at(NOW)).nothing();
  });

  it('PLAT-13: a notice is acknowledged, once, by somebody', () => {
    const given = spec.given(started, notified(1, 'c1'));
    const acknowledge = { type: 'AcknowledgeChange', noticeNo: 1 } as const;
    given.when(acknowledge, at(NOW)).then({ type: 'ChangeAcknowledged', payload: { noticeNo: 1 } });
    given.when({ ...acknowledge, noticeNo: 2 }, at(NOW)).refused('NOT_FOUND');
    spec.given(started, notified(1, 'c1'), acknowledged).when(acknowledge, at(NOW)).nothing();
  });

  it('PLAT-13: unacknowledged for 24 hours it is missed from the next millisecond, once; R38: after a death no more', () => {
    const given = spec.given(started, notified(1, 'c1'));
    const miss = { type: 'MissAcknowledgement', noticeNo: 1, dueAt: DUE } as const;
    expect(subscription.deadlines?.(given.state)).toEqual([
      { at: justAfter(DUE), name: 'changeAcknowledgement-1', command: miss },
    ]);
    given.when(miss, at(DUE)).then({ type: 'AcknowledgementMissed', payload: { noticeNo: 1, dueAt: DUE } });
    given.when(miss, { ...at(DUE), facts: { ...NO_FACTS, deceased: true } }).nothing();
    const missed: SubscriptionEvent = { type: 'AcknowledgementMissed', payload: { noticeNo: 1, dueAt: DUE } };
    for (const after of [acknowledged, missed]) {
      const done = spec.given(started, notified(1, 'c1'), after);
      expect(subscription.deadlines?.(done.state)).toEqual([]);
      done.when(miss, at(DUE)).nothing();
    }
  });
});
