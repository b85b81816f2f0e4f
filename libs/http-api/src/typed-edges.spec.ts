import { Flag, Id, InstantField, PlanSuspended, PlanVersionSuperseded, RiskClosed, Text } from '@carethread/contracts';
import type { Decider } from '@carethread/event-sourcing';
import { commandOf, commandOn } from './typed-routes.js';
import {
  emit,
  factsOf,
  pick,
  policy,
  policyOn,
  publishes,
  send,
  viewOf,
  type PolicyReader,
  type Reader,
} from '@carethread/runtime';

type State = { readonly open: boolean; readonly openedBy?: string };
type Event =
  | { readonly type: 'BoxOpened'; readonly payload: { readonly planId: string; readonly by: string } }
  | { readonly type: 'BoxShut'; readonly payload: { readonly planId: string; readonly reason?: string } };
type Command =
  | { readonly type: 'OpenBox'; readonly planId: string; readonly by?: string }
  | { readonly type: 'ShutBox'; readonly reason?: string };

const box: Decider<State, Command, Event> = {
  category: 'box',
  keyClass: 'core',
  holder: () => ({ kind: 'tenant' }),
  initial: { open: false },
  evolve: { BoxOpened: (state) => state, BoxShut: (state) => state },
  decide: { OpenBox: () => [], ShutBox: () => [] },
};

class ShutBoxRequest {
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
class MisspeltRequest {
  @Text({ optional: true }) raeson?: string;
}
class OpenBoxRequest {
  @Id() planId!: string;
  @Text({ optional: true }) by?: string;
  @Flag({ optional: true }) loudly?: boolean;
}

const at = { method: 'POST', path: '/test/boxes', summary: 'Open a box', capability: 'assess' } as const;

/** Each line under `@ts-expect-error` must not compile; `tsc` fails where one does. */
describe('what an edge carries is checked where it crosses', () => {
  it('a command that a policy sends is one of its decider', () => {
    expect(send(box, 'id', { type: 'OpenBox', planId: 'p' }, { name: 'n' })).toEqual({
      on: box,
      id: 'id',
      command: { type: 'OpenBox', planId: 'p' },
      name: 'n',
    });
    // @ts-expect-error -- no such command
    send(box, 'id', { type: 'OpneBox', planId: 'p' });
    // @ts-expect-error -- no such member
    send(box, 'id', { type: 'OpenBox', planId: 'p', bye: 'KW' });
    // @ts-expect-error -- planId is left out
    send(box, 'id', { type: 'OpenBox' });
  });

  it('a policy reads what the contracts and events named in `when` have', () => {
    const onContract = policy({
      name: 'open-box-when-plan-suspended',
      when: ['care-plan.plan-suspended.v1', 'care-plan.plan-resumed.v1'],
      then: ({ type, data: { planId, scope } }) =>
        type === 'care-plan.plan-suspended.v1' && scope === 'whole'
          ? [send(box, planId, { type: 'OpenBox', planId })]
          : [],
    });
    expect(onContract.when).toEqual(['care-plan.plan-suspended.v1', 'care-plan.plan-resumed.v1']);
    const onOwn = policyOn<Event>()({
      name: 'shut-box-when-opened',
      when: ['BoxOpened', 'assessment.person-death-recorded.v1'],
      then: (fact) => (fact.type === 'BoxOpened' ? [send(box, fact.data.planId, { type: 'ShutBox' })] : []),
    });
    expect(onOwn.name).toBe('shut-box-when-opened');
    // @ts-expect-error -- no such contract
    policy({ name: 'x', when: ['care-plan.plan-suspendet.v1'], then: () => [] });
    // @ts-expect-error -- an own event belongs to policyOn
    policy({ name: 'x', when: ['BoxOpened'], then: () => [] });
    // @ts-expect-error -- no such own event
    policyOn<Event>()({ name: 'x', when: ['BoxOpend'], then: () => [] });
    policy({
      name: 'x',
      when: ['care-plan.plan-suspended.v1'],
      // @ts-expect-error -- the contract has no such member
      then: ({ data: { planid } }) => [send(box, planid, { type: 'ShutBox' })],
    });
    policyOn<Event>()({
      name: 'x',
      when: ['BoxOpened', 'BoxShut'],
      // @ts-expect-error -- only one of the two has it
      then: ({ data }) => [send(box, data.by, { type: 'ShutBox' })],
    });
  });

  it('a publisher publishes what its contract has, from what its event has', () => {
    const publish = publishes<Event>()({
      BoxOpened: ({ payload: { planId } }) => emit(PlanSuspended, { planId, scope: 'whole' }),
      BoxShut: ({ payload: { planId } }) => [
        emit(PlanVersionSuperseded, { planId, versionNo: 1, supersededBy: 2, supersededAt: 'at' }),
        emit(RiskClosed, { riskId: planId }, 'subject'),
      ],
    });
    const payload = { planId: 'p', by: 'KW' };
    expect(publish['BoxOpened']?.({ type: 'BoxOpened', payload, meta: {} as never })).toEqual({
      type: 'care-plan.plan-suspended.v1',
      data: { planId: 'p', scope: 'whole' },
    });
    expect(publish['BoxShut']?.({ type: 'BoxShut', payload, meta: {} as never })).toEqual([
      {
        type: 'care-plan.plan-version-superseded.v1',
        data: { planId: 'p', versionNo: 1, supersededBy: 2, supersededAt: 'at' },
      },
      { type: 'risk.risk-closed.v1', subject: 'subject', data: { riskId: 'p' } },
    ]);
    expect(emit(PlanSuspended, { planId: 'p', scope: 'whole', cause: undefined }).data).toEqual({
      planId: 'p',
      scope: 'whole',
    });
    // @ts-expect-error -- planId is forgotten
    emit(PlanSuspended, { scope: 'whole' });
    // @ts-expect-error -- the sealed part is forgotten
    emit(PlanSuspended, { planId: 'p' });
    // @ts-expect-error -- a misspelt member
    emit(PlanSuspended, { planId: 'p', scop: 'whole' });
    // @ts-expect-error -- a misspelt optional member
    emit(PlanSuspended, { planId: 'p', scope: 'whole', cuase: 'safety' });
    // @ts-expect-error -- a member of another type
    emit(PlanSuspended, { planId: 'p', scope: 7 });
    // @ts-expect-error -- a member that the contract does not have, though the event has it
    emit(PlanSuspended, { ...pick(payload, 'planId', 'by'), scope: 'whole' });
    // @ts-expect-error -- an event is no contract
    emit(class BoxOpened {}, { planId: 'p' });
    // @ts-expect-error -- no such event
    publishes<Event>()({ BoxOpend: () => undefined });
    // @ts-expect-error -- the event has no such member
    publishes<Event>()({ BoxOpened: ({ payload: { planid } }) => emit(PlanSuspended, { planId: planid, scope: [] }) });
    // @ts-expect-error -- the event has no such member
    pick(payload, 'planid');
  });

  it('a fold of facts reads what the contracts have', () => {
    const facts = factsOf<{ readonly plans: readonly string[] }>()({
      version: 1,
      initial: { plans: [] },
      on: { 'care-plan.plan-suspended.v1': (known, { data: { planId } }) => ({ plans: [...known.plans, planId] }) },
    });
    expect(Object.keys(facts.on)).toEqual(['care-plan.plan-suspended.v1']);
    factsOf<{ readonly plan: string }>()({
      version: 1,
      initial: { plan: '' },
      // @ts-expect-error -- no such member
      on: { 'care-plan.plan-suspended.v1': (known, { data }) => ({ ...known, plan: data.planid }) },
    });
    factsOf<{ readonly plan: string }>()({
      version: 1,
      initial: { plan: '' },
      // @ts-expect-error -- no such contract
      on: { 'care-plan.plan-suspendet.v1': (known) => known },
    });
  });

  it('a reader finds documents by the indexes that their view has', () => {
    const boxes = viewOf<{ readonly planId: string }, Event>()({
      name: 'boxes',
      version: 1,
      indexes: ['planId', 'open'],
      index: ({ planId }) => ({ planId, open: 1 }),
      on: {
        BoxOpened: { key: ({ data }) => data.planId, fold: (_, { data: { planId } }) => ({ planId }) },
        'care-plan.plan-suspended.v1': { key: ({ data }) => data.planId, fold: () => undefined },
      },
    });
    expect(boxes.indexes).toEqual(['planId', 'open']);
    const policyFinds = (look: PolicyReader) => [
      look.find(boxes, { planId: 'p' }),
      // @ts-expect-error -- no such index
      look.find(boxes, { planid: 'p' }),
    ];
    const routeFinds = async (read: Reader) => [
      (await read.find(boxes, { open: 1 }, { orderBy: 'planId' })).map(({ doc }) => doc.planId),
      // @ts-expect-error -- no such index
      await read.find(boxes, { opne: 1 }),
      // @ts-expect-error -- no such index
      await read.find(boxes, { open: 1 }, { orderBy: 'planid' }),
      // @ts-expect-error -- the document has no such member
      (await read.find(boxes, 'key'))?.planid,
    ];
    expect([policyFinds, routeFinds]).toHaveLength(2);
    // @ts-expect-error -- an index that no document gives
    viewOf<object>()({ name: 'x', version: 1, indexes: ['planId', 'open'], index: () => ({ open: 1 }), on: {} });
    viewOf<{ readonly planId: string }, Event>()({
      name: 'x',
      version: 1,
      indexes: [],
      index: () => ({}),
      // @ts-expect-error -- the event has no such member
      on: { BoxOpened: { key: ({ data }) => data.planid, fold: () => undefined } },
    });
  });

  it('a route makes a command of its decider and answers from its state', () => {
    const route = commandOn(box)({
      ...at,
      body: OpenBoxRequest,
      command: ({ body: { planId, by } }) => ({ type: 'OpenBox', planId, ...(by === undefined ? {} : { by }) }),
      answer: ({ state }) => ({ open: state.open }),
    });
    expect(route).toMatchObject({ kind: 'command', on: box, body: OpenBoxRequest });
    commandOn(box)({ ...at, command: () => ({ type: 'ShutBox', reason: 'done' }) });
    // @ts-expect-error -- no such command
    commandOn(box)({ ...at, command: () => ({ type: 'ShutBoks' }) });
    // @ts-expect-error -- no such member, though it is optional
    commandOn(box)({ ...at, command: () => ({ type: 'ShutBox', raeson: 'done' }) });
    // @ts-expect-error -- the body has a member that no command keeps
    commandOn(box)({ ...at, body: OpenBoxRequest, command: ({ body }) => ({ type: 'OpenBox', ...body }) });
    // @ts-expect-error -- the request has no such member
    commandOn(box)({ ...at, body: OpenBoxRequest, command: ({ body }) => ({ type: 'OpenBox', planId: body.planid }) });
    commandOn(box)({
      ...at,
      command: () => ({ type: 'ShutBox' }),
      // @ts-expect-error -- the state has no such member
      answer: ({ state }) => ({ open: state.opened }),
    });
  });

  it('a request that is a command has its members and no other', async () => {
    const { body, command } = commandOf(box, 'ShutBox')({ ...at, body: ShutBoxRequest });
    expect(body).toBe(ShutBoxRequest);
    const sent = { reason: 'done', occurredAt: '2026-03-02T09:00:00.000Z' };
    expect(await command({ body: sent } as never)).toEqual({ type: 'ShutBox', reason: 'done' });
    // @ts-expect-error -- a misspelt member
    commandOf(box, 'ShutBox')({ ...at, body: MisspeltRequest });
    // @ts-expect-error -- planId is left out
    commandOf(box, 'OpenBox')({ ...at, body: ShutBoxRequest });
    // @ts-expect-error -- no such command
    commandOf(box, 'ShutBoks')({ ...at, body: ShutBoxRequest });
  });
});
