import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { carePlan } from './decider.js';
import { NOW, opened } from './testing/opened-plan.js';

const PERSON = '00000000-0000-4000-8000-000000000004';
const given = specify(carePlan).given(opened);
const contact = (...scopes: readonly string[]) => ({ kind: 'family', name: 'n', scopes });
const facts = { ...NO_FACTS, contacts: { F: contact('drawingUp'), G: contact('review') } } as unknown as CarePlanFacts;
const context = { now: NOW, facts };
const payloadOf = (command: Parameters<typeof given.when>[0]) =>
  decideIn(carePlan, command, given.state, specContext(context))[0]?.payload ?? {};

describe('a discussion of the plan', () => {
  const talk = (more: object = {}) =>
    ({ type: 'RecordDiscussion', participants: [{ kind: 'person' }], ...more }) as const;

  it('CITY-10: keeps when, where, with whom, what was said and what was sought', () => {
    const said = { place: 'at home', summary: 'breakfast', preferencesSought: ['meals'], reason: 'asleep' };
    given.when(talk(said), context).then({
      type: 'PlanDiscussionRecorded',
      payload: { date: '2026-05-20', participants: [{ kind: 'person' }], ...said },
    });
    expect(payloadOf(talk())).toEqual({
      date: '2026-05-20',
      participants: [{ kind: 'person' }],
      summary: '',
      preferencesSought: [],
    });
  });

  it('has those who took part, or what was said, and names each', () => {
    given
      .when(talk({ participants: [] }), context)
      .refused('MALFORMED', ['/participants: a discussion has those who took part, or what was said']);
    for (const enough of [{ summary: 'x' }, { preferencesSought: ['meals'] }])
      given.when(talk({ participants: [], ...enough }), context).then({ type: 'PlanDiscussionRecorded' });
    given
      .when(talk({ participants: [{ kind: 'person' }, {}] }), context)
      .refused('MALFORMED', ['/participants/1: names somebody']);
  });

  it('CITY-11, ENG-041: has nobody in it besides the person and staff whom the person did not name for it', () => {
    for (const participants of [
      [{ kind: 'staff', id: 'K' }],
      [{ kind: 'family', id: 'F' }],
      [{ kind: 'family', id: PERSON }],
    ])
      given.when(talk({ participants }), context).then({ type: 'PlanDiscussionRecorded' });
    given
      .when(talk({ participants: [{ kind: 'family', id: 'G' }, { kind: 'friend' }, { name: 'n' }] }), context)
      .refused('PERMISSION_REQUIRED', ['G', 'friend', 'participant']);
  });

  it('names the day on which it was, which has come', () => {
    given
      .when(talk({ date: '2026-05-19' }), context)
      .then({ type: 'PlanDiscussionRecorded', payload: { date: '2026-05-19' } });
    given.when(talk({ date: '2026-05-21' }), context).refused('FUTURE_DATE', ['date']);
  });
});

describe('how the person took part', () => {
  const involve = (more: object = {}) => ({ type: 'RecordInvolvement', how: 'in person', ...more }) as const;

  it('ENG-006: in full unless it is said otherwise; where they could not, the reason is said', () => {
    expect(payloadOf(involve())).toEqual({ how: 'in person', degree: 'full', stepsTried: [] });
    given.when(involve({ degree: 'notPossible' }), context).refused('REASON_REQUIRED', ['reason']);
    const said = { degree: 'notPossible', reason: 'asleep', stepsTried: ['came again'], personsWords: 'later' };
    given.when(involve(said), context).then({ type: 'InvolvementRecorded', payload: { how: 'in person', ...said } });
  });

  it('ENG-006: it was within the last year, and so is a statement, whose answer is due a month after it', () => {
    const statement = { type: 'AttachStatement', about: 'x', statement: 'y' } as const;
    for (const command of [involve(), statement])
      given
        .when(command, { ...context, occurredAt: '1990-01-01T00:00:00.000Z' })
        .refused('TIMESCALE_INVALID', ['occurredAt']);
    given
      .when(statement, { ...context, occurredAt: '2026-05-18T09:00:00.000Z' })
      .then({ type: 'PersonStatementAttached', payload: { replyDueAt: '2026-06-18T22:59:59.999Z' } });
  });

  it('ENG-048: that they can always see the plan was told on a day, by somebody, in a format', () => {
    expect(payloadOf({ type: 'RecordAccessNotice' })).toEqual({ date: '2026-05-20' });
    expect(payloadOf({ type: 'RecordAccessNotice', date: '2026-05-19', byWhom: 'K', format: 'easyRead' })).toEqual({
      date: '2026-05-19',
      byWhom: 'K',
      format: 'easyRead',
    });
  });
});

describe('R38: after a death', () => {
  it.each([
    { type: 'OpenPlan', planKind: 'provider' },
    { type: 'ProposeVersion' },
    { type: 'ProposeAgreedChanges', cause: { kind: 'review' }, changes: [] },
    { type: 'ProposePostponed' },
    { type: 'ProposeAfterMeeting' },
    { type: 'PublishVersion', proposalNo: 1, contentHash: 'c', signOffId: 'S', completedAt: NOW },
    { type: 'PublishProvisional', content: {} },
    { type: 'ReplacePlan' },
    { type: 'ChangeProfile', profile: 'SCO' },
    { type: 'SuspendPlan', scope: 'whole', reason: 'hospital' },
    { type: 'ResumePlan', scope: 'whole' },
  ])('$type is refused', (command) => {
    given
      .when(command as never, { ...context, facts: { ...facts, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('what was said before may still be recorded', () => {
    given
      .when(
        { type: 'AttachStatement', about: 'x', statement: 'y' },
        { ...context, facts: { ...facts, deceased: true } },
      )
      .then({ type: 'PersonStatementAttached' });
  });
});
