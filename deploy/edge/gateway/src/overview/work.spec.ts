import { inOrder, orderOf, type WorkItem } from './work-item.js';
import type { ReadPage, WorkPage } from './work-queue.js';
import { workSources } from './work-sources.js';
import { workOf, type Work } from './work.js';

const NOW = '2026-03-02T09:00:00.000Z';
const AT_ONCE = 3;

interface Made {
  readonly id: string;
  readonly kind?: string;
  readonly dueAt?: string;
  readonly since?: string;
}

const task = ({ kind = 'contactLapsed', ...made }: Made): object => ({ kind, title: 'x', status: 'open', ...made });

/** Services by the tasks that each lists: in their order, a few at once, with cursors that name a place in it. */
class Services {
  readonly asked: string[] = [];
  readonly away = new Set<string>();
  constructor(readonly tasks: Record<string, Made[]>) {}

  readonly read: ReadPage = ({ service, template, item }, after): Promise<WorkPage> => {
    // Of the lists that only one service has, there is nothing on any here.
    if (template !== `/${service}/tasks`) return Promise.resolve(this.away.has(service) ? 'away' : { items: [] });
    this.asked.push(service);
    if (this.away.has(service)) return Promise.resolve('away');
    const all = (this.tasks[service] ?? []).map((made) => item(task(made))).sort(inOrder);
    const place = (of: WorkItem): string => `${orderOf(of)} ${of.id}`;
    const behind = all.filter((one) => after === undefined || place(one) > after);
    const items = behind.slice(0, AT_ONCE);
    const last = items.at(-1);
    return Promise.resolve(behind.length > AT_ONCE && last !== undefined ? { items, next: place(last) } : { items });
  };

  work(after?: string, { limit = 2, narrowed = '', now = NOW } = {}): Promise<Work> {
    const asked = after === undefined ? { narrowed, limit } : { narrowed, limit, after };
    return workOf(workSources(Object.keys(this.tasks)), asked, now, this.read);
  }

  /** Every page to the end; `between` runs before each page but the first. */
  async pages(between: (page: number) => void = () => undefined): Promise<string[][]> {
    const pages: string[][] = [];
    for (let after: string | undefined; ;) {
      if (pages.length > 0) between(pages.length);
      const { items, next } = await this.work(after);
      pages.push(items.map(({ id }) => id));
      if (next === undefined) return pages;
      after = next;
    }
  }
}

const due = (id: string, dueAt: string): Made => ({ id, dueAt });
const since = (id: string, at: string): Made => ({ id, since: at });

describe('work over several services', () => {
  const many = (): Services =>
    new Services({
      risk: [
        due('r1', '2026-03-01T00:00:00.000Z'),
        since('r2', '2026-01-01T00:00:00.000Z'),
        due('r3', '2026-03-05T00:00:00.000Z'),
      ],
      review: [due('v1', '2026-02-01T00:00:00.000Z'), since('v2', '2025-01-01T00:00:00.000Z')],
      consent: [],
      cpa: ['2', '4', '6', '8'].map((day) => due(`c${day}`, `2026-03-0${day}T12:00:00.000Z`)),
    });
  const ORDER = ['v1', 'r1', 'c2', 'c4', 'r3', 'c6', 'c8', 'v2', 'r2'];

  it('is one list: overdue by when it was due, then due, then without a date by since', async () => {
    expect((await many().pages()).flat()).toEqual(ORDER);
    const { items } = await many().work(undefined, { limit: 200 });
    expect(items.map((one) => one.due)).toEqual([
      'overdue',
      'overdue',
      'today',
      'week',
      'week',
      'week',
      'week',
      'none',
      'none',
    ]);
    expect(items[0]).toEqual({
      service: 'review',
      type: 'task',
      kind: 'contactLapsed',
      title: 'x',
      id: 'v1',
      dueAt: '2026-02-01T00:00:00.000Z',
      state: 'open',
      href: '/review/tasks/v1',
      due: 'overdue',
    });
  });

  it('neither skips nor doubles what stands around the last one shown, put off or brought forward meanwhile', async () => {
    const days = ['1', '2', '3', '4'];
    const moved = async (dueAt: string): Promise<string[]> => {
      const tasks = days.map((day) => due(`c${day}`, `2026-03-0${day}T12:00:00.000Z`));
      const services = new Services({ cpa: tasks });
      const pages = await services.pages((page) => {
        if (page === 1) tasks[1] = due('c2', dueAt);
      });
      return pages.flat();
    };
    expect(await moved('2026-03-03T18:00:00.000Z')).toEqual(['c1', 'c2', 'c3', 'c2', 'c4']);
    expect(await moved('2026-03-01T06:00:00.000Z')).toEqual(['c1', 'c2', 'c3', 'c4']);
  });

  it('says of a task why it is here, if it was another’s: whose deputy has it, or that it was given on', () => {
    const [tasks] = workSources(['risk']);
    const deputising = { until: NOW };
    const reassigned = { because: 'staffLeft', at: NOW, fromUserId: 'U' };
    expect(tasks?.item({ ...task({ id: 't' }), deputising, reassigned })).toMatchObject({ deputising, reassigned });
    const { fromUserId: _, ...toAnyone } = reassigned;
    expect(tasks?.item({ ...task({ id: 't' }), reassigned: toAnyone }).reassigned).toEqual(toAnyone);
    expect(tasks?.item(task({ id: 't' }))).not.toHaveProperty('reassigned');
    expect(tasks?.item(task({ id: 't' }))).not.toHaveProperty('deputising');
  });

  it('says of a task whom it was escalated to, and asks for what is owed without that which is such a task', () => {
    const sources = workSources(['review']);
    const escalations = [
      { step: 'manager', since: NOW, forRole: 'SM', organisationId: 'O' },
      { step: 'coordinator', since: NOW, forRole: 'CC', forUserId: 'U', teamId: 'W' },
    ];
    expect(sources[0]?.item({ ...task({ id: 't' }), escalations }).escalations).toEqual(escalations);
    expect(sources[0]?.item(task({ id: 't' }))).not.toHaveProperty('escalations');
    expect(sources.map((source) => source.asks({ mine: 'true' }))).toEqual([
      { mine: 'true', status: 'open' },
      { mine: 'true', asWork: 'true' },
    ]);
  });

  it('has what is owed under plans by the titles of the catalogue, beside tasks', () => {
    const sources = workSources(['review', 'risk']);
    expect(sources.map(({ template }) => template)).toEqual(['/review/tasks', '/risk/tasks', '/review/obligations']);
    const owed = { id: 'o', planId: 'p', personId: 'x', kind: 'monthlyCheck', status: 'missed', dueAt: NOW };
    expect(sources[2]?.item(owed)).toEqual({
      service: 'review',
      type: 'obligation',
      kind: 'monthlyCheck',
      title: 'Do the monthly check of the plan',
      id: 'o',
      personId: 'x',
      dueAt: NOW,
      state: 'missed',
      href: '/review/plans/p/obligations',
    });
    expect(sources[2]?.item({ ...owed, kind: 'ofEarlierDays' }).title).toBeNull();
  });

  it('CITY-45: has what waits for a signature by when it lapses', () => {
    const signOffs = workSources(['consent']).find(({ template }) => template === '/consent/sign-offs');
    const found = { id: 's', personId: 'x', subject: 'planVersion', state: 'requested', lapsesAt: NOW };
    expect(signOffs?.item(found)).toEqual({
      service: 'consent',
      type: 'signOff',
      kind: 'signPlanVersion',
      title: 'Sign a version of a plan',
      id: 's',
      personId: 'x',
      dueAt: NOW,
      state: 'requested',
      href: '/consent/sign-offs/s',
    });
    expect(['requested', 'completed', 'awaitsWitness'].map((state) => signOffs?.isOpen({ ...found, state }))).toEqual([
      true,
      false,
      true,
    ]);
    expect(signOffs?.item({ ...found, subject: 'ofLaterDays' })).toMatchObject({ kind: 'sign', title: null });
  });

  it.each([
    [{}, { awaiting: 'me' }],
    [{ mine: 'true' }, { awaiting: 'me' }],
    [{ serviceId: 's' }, { serviceId: 's', open: 'true' }],
    [{ personId: 'p' }, { personId: 'p' }],
  ])('asks for sign-offs that wait for the caller, or for all that are open where it is narrowed: %j', (by, asked) => {
    const signOffs = workSources(['consent']).find(({ template }) => template === '/consent/sign-offs');
    expect(signOffs?.asks(by)).toEqual(asked);
  });

  it('has full pages as long as there is more', async () => {
    expect((await many().pages()).map(({ length }) => length)).toEqual([2, 2, 2, 2, 1]);
  });

  it('equal dates stand by id, across services', async () => {
    const at = '2026-03-04T00:00:00.000Z';
    const services = new Services({
      risk: [due('b', at), due('d', at)],
      review: [due('a', at), due('c', at), due('e', at)],
    });
    expect((await services.pages()).flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('what is added or done between two pages makes none skipped and none doubled', async () => {
    const services = many();
    const pages = await services.pages((page) => {
      if (page === 1) {
        // In front of what was shown, at more than a page of it, and the last that was shown is done.
        for (const id of ['n1', 'n2', 'n3', 'n4', 'n5'])
          services.tasks['risk']?.push(due(id, '2026-01-01T00:00:00.000Z'));
        services.tasks['risk'] = (services.tasks['risk'] ?? []).filter(({ id }) => id !== 'r1');
      }
      if (page === 2) services.tasks['review']?.push(due('n6', '2026-03-07T00:00:00.000Z'));
    });
    expect(pages.flat()).toEqual(['v1', 'r1', 'c2', 'c4', 'r3', 'c6', 'n6', 'c8', 'v2', 'r2']);
  });

  it('overdue is judged against the first page, however long the reader takes', async () => {
    const services = many();
    const first = await services.work();
    const later = await services.work(first.next, { now: '2026-06-01T00:00:00.000Z', limit: 200 });
    expect([first.asOf, later.asOf]).toEqual([NOW, NOW]);
    expect(later.items[0]).toMatchObject({ id: 'c2', due: 'today' });
  });

  it('a service that is away is named, and its work comes on the next page once it is back', async () => {
    const services = many();
    services.away.add('review');
    const first = await services.work();
    expect([first.missing, first.items.map(({ id }) => id), first.counts]).toEqual([
      ['review'],
      ['r1', 'c2'],
      undefined,
    ]);
    services.away.delete('review');
    const second = await services.work(first.next, { limit: 200 });
    expect([second.missing, second.items.map(({ id }) => id)]).toEqual([
      [],
      ['v1', 'c4', 'r3', 'c6', 'c8', 'v2', 'r2'],
    ]);
  });

  it('a service that goes away in the middle of its list is named on that very page', async () => {
    const services = many();
    const read = services.read;
    const { missing, items } = await workOf(workSources(['cpa']), { narrowed: '', limit: 4 }, NOW, (source, after) =>
      after === undefined ? read(source, after) : Promise.resolve('away'),
    );
    expect([missing, items.map(({ id }) => id)]).toEqual([['cpa'], ['c2', 'c4', 'c6']]);
  });

  it('ends where all that is left is in services that are away', async () => {
    const services = many();
    for (const service of Object.keys(services.tasks)) services.away.add(service);
    expect(await services.work()).toEqual({ items: [], asOf: NOW, missing: ['risk', 'review', 'consent', 'cpa'] });
  });

  it('asks a service whose list is at its end no more', async () => {
    const services = many();
    const { next } = await services.work();
    services.asked.length = 0;
    await services.work(next);
    expect(services.asked.sort()).toEqual(['cpa', 'review', 'risk']);
  });

  it('counts by kind and by when it is due where the page is the whole list', async () => {
    const services = new Services({
      risk: [{ ...due('a', '2026-03-01T00:00:00.000Z'), kind: 'riskReview' }],
      review: [
        due('b', '2026-03-02T23:30:00.000Z'),
        due('c', '2026-03-09T00:00:00.000Z'),
        due('d', '2026-03-10T00:00:00.000Z'),
      ],
    });
    expect((await services.work(undefined, { limit: 4 })).counts).toEqual({
      total: 4,
      due: { overdue: 1, today: 1, week: 1, later: 1, none: 0 },
      kinds: { riskReview: 1, contactLapsed: 3 },
    });
    expect((await services.work(undefined, { limit: 3 })).counts).toBeUndefined();
  });

  it.each(['', 'bm9uZQ', Buffer.from('{"narrowed":"","at":"now","places":{}}').toString('base64url')])(
    'takes no cursor but its own: %p',
    async (cursor) => {
      await expect(many().work(cursor)).rejects.toMatchObject({ code: 'CURSOR_UNKNOWN' });
    },
  );

  it('takes no cursor of a list that was narrowed otherwise, or that goes on in a service that is not here', async () => {
    const { next } = await many().work();
    await expect(many().work(next, { narrowed: 'mine=true' })).rejects.toMatchObject({ code: 'CURSOR_UNKNOWN' });
    await expect(new Services({ risk: [] }).work(next)).rejects.toMatchObject({ code: 'CURSOR_UNKNOWN' });
  });
});
