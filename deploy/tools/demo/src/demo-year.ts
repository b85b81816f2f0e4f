import { pick, present } from '@carethread/ledger';
import type { CommandFile, Step } from './command-file.js';

/** Topics that a formal review goes through, with what was said of each. */
const FORMAL: Readonly<Record<string, string>> = {
  appropriateness: 'The plan still suits how they want to live',
  feasibility: 'The visits are kept to, and the times fit',
  riskOutcomes: 'No fall since the mat was laid',
  roles: 'Everybody knows who does what',
  timescales: 'The times of the goals hold',
  newInformation: 'The GP wrote; nothing changes',
  changesInNeeds: 'Needs less prompting in the morning',
  changesInAbilities: 'Cooks a simple meal alone',
  changesInAspirations: 'Wants to go to the garden club',
  achievements: 'Washes alone on most days',
};
/** Topics that any other review goes through. */
const ANY = pick(FORMAL, 'appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds');
const PERSON = { kind: 'person', id: '{{person}}' };

/** What happens every day, by whom it is told: entries differ from day to day. */
const ENTRIES = [
  ['wellbeing', 'Slept well, and was glad of the sun in the kitchen'],
  ['wellbeing', 'Tired after a bad night; we took the morning slowly'],
  ['wellbeing', 'Talked about the garden and laughed a lot'],
  ['wellbeing', 'Quiet today; rang the sister in the afternoon'],
] as const;

interface Held {
  readonly at: string;
  readonly as?: string;
  readonly type: string;
  readonly plan?: string;
  readonly topics: Readonly<Record<string, string>>;
  readonly every?: number;
  /** A name for the review within the file. */
  readonly name: string;
}

/** A review from its beginning to its end, which changes nothing. */
function review({ at, as = 'keyworker', type, plan = '{{plan}}', topics, every, name }: Held): readonly Step[] {
  const id = `{{${name}}}`;
  const step = (path: string, body?: object, who = as): Step =>
    present<Step>({ as: who, method: 'POST', path: `/review/reviews/${id}/${path}`, body, every });
  const progress =
    type === 'formal' ? [step('outcome-progress', { outcomeId: 'o1', status: 'progressing', personRating: 4 })] : [];
  const agreed =
    type === 'planningMeeting'
      ? [
          step('briefings', {
            party: { kind: 'staff', id: '{{staff.userId}}' },
            changesForThem: 'Visits begin as planned',
          }),
        ]
      : [step('outcome', { outcome: 'noChange', reason: 'The plan works as it is' })];
  return [
    present<Step>({
      at,
      as,
      method: 'POST',
      path: '/review/reviews',
      body: { personId: '{{person}}', planId: plan, type },
      save: { [name]: 'id' },
      note: `${type} review`,
      every,
    }),
    step('start', {}),
    ...Object.entries(topics).map(([topic, text]) => step('topics', { topic, text })),
    ...progress,
    step('attendance', { party: PERSON, present: true }),
    ...agreed,
    step('minutes', { text: 'Agreed with the person, who has a copy' }),
    step('close', undefined, type === 'council' ? as : 'manager'),
  ];
}

const check = (at: string, every?: number): Step =>
  present<Step>({
    at,
    as: 'keyworker',
    method: 'POST',
    path: '/review/plans/{{plan}}/monthly-checks',
    body: { participants: [PERSON], personsView: 'I am content with how it goes', findings: 'Nothing to change' },
    note: 'monthly checks',
    every,
  });

const entries = (day: string): readonly Step[] =>
  ENTRIES.slice(0, 2).map(([kind], no) =>
    present<Step>({
      at: `${day}T${no === 0 ? '08:40' : '17:30'}:00.000Z`,
      as: 'staff',
      method: 'POST',
      path: '/care-plan/daily-records',
      body: { personId: '{{person}}', kind, text: ENTRIES[(Number(day.slice(-2)) * 2 + no) % ENTRIES.length]?.[1] },
      note: 'daily records',
    }),
  );

/** The steps of a file that begin at a time which the day of the file names, up to the next one that has a time. */
function told(file: CommandFile, from: string, to: string): readonly Step[] {
  const index = (day: string): number => file.steps.findIndex(({ at }) => at?.startsWith(day) === true);
  const end = index(to);
  return file.steps.slice(index(from), end === -1 ? file.steps.length : end);
}

/** Who works for the provider is known by name before they first sign in. */
const named = (...users: readonly string[]): readonly Step[] =>
  users.map((user, no) =>
    present<Step>({
      at: no === 0 ? '2026-01-05T09:30:00.000Z' : undefined,
      as: 'manager',
      method: 'PUT',
      path: `/assessment/staff/{{${user}.userId}}`,
      body: { name: `{{${user}.name}}` },
      note: 'staff',
    }),
  );

/** The provider's machine takes the notices of all its people at once; one of them is enough to ask for it. */
const acknowledged = (at: string): readonly Step[] => [
  {
    at,
    as: 'machine',
    method: 'GET',
    path: '/care-plan/notices?limit=500',
    save: { upTo: 'items.-1.cursor' },
    every: 12,
    note: 'notices',
  },
  { as: 'machine', method: 'POST', path: '/care-plan/notices/acknowledgements', body: { upTo: '{{upTo}}' }, every: 12 },
];

const every = (steps: readonly Step[], one: number): readonly Step[] => steps.map((step) => ({ ...step, every: one }));

/** Somebody has read a version. */
const read = (at: string, as: string, version: number, one?: number): Step =>
  present<Step>({
    at,
    as,
    method: 'POST',
    path: `/care-plan/plans/{{plan}}/versions/${version}/read-acknowledgements`,
    every: one,
    note: 'versions read',
  });

const planningMeeting = (at: string): readonly Step[] =>
  review({
    at,
    type: 'planningMeeting',
    topics: { purpose: 'To agree how care begins', provision: 'Two visits a day, with meals together' },
    name: 'meeting',
  });

/**
 * The year of the documentation as it goes on for people who are looked after well: what is owed is done in time, but for a check that
 * fell due yesterday for every other person. Days are those of the file; the demo moves them all.
 */
export function demoYear(file: CommandFile): CommandFile {
  const formal = (at: string, name: string): readonly Step[] => review({ at, type: 'formal', topics: FORMAL, name });
  const steps = [
    ...named('keyworker', 'staff', 'manager'),
    ...told(file, '2026-01-05', '2026-01-20'),
    ...planningMeeting('2026-01-12T10:00:00.000Z'),
    ...told(file, '2026-01-20', '2026-02-10'),
    read('2026-01-20T09:00:00.000Z', 'keyworker', 1),
    check('2026-02-04T10:00:00.000Z'),
    ...review({
      at: '2026-02-23T10:00:00.000Z',
      as: 'assessor',
      type: 'council',
      plan: '{{councilPlan}}',
      topics: ANY,
      name: 'councilReview',
    }),
    check('2026-03-04T10:00:00.000Z'),
    ...told(file, '2026-04-01', '2026-05-11'),
    read('2026-04-02T09:00:00.000Z', 'keyworker', 2),
    read('2026-04-03T09:00:00.000Z', 'staff', 2, 2),
    check('2026-04-29T10:00:00.000Z'),
    ...every(told(file, '2026-05-11', '2026-06-01'), 3),
    ...review({ at: '2026-05-13T10:00:00.000Z', type: 'requested', topics: ANY, every: 3, name: 'urgent' }),
    check('2026-05-27T10:00:00.000Z'),
    ...every(told(file, '2026-06-01', '2026-12-31'), 4),
    ...formal('2026-06-24T10:00:00.000Z', 'summer'),
    check('2026-07-22T10:00:00.000Z'),
    check('2026-08-19T10:00:00.000Z'),
    ...formal('2026-09-16T10:00:00.000Z', 'autumn'),
    check('2026-10-14T10:00:00.000Z'),
    check('2026-11-04T10:00:00.000Z'),
    ...formal('2026-11-30T10:00:00.000Z', 'winter'),
    check('2026-12-28T10:00:00.000Z', 2),
    check('2026-12-29T10:00:00.000Z', 3),
    ...['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].flatMap(entries),
    ...['2026-01-07', '2026-04-01', '2026-05-11', '2026-05-14'].flatMap((day) => acknowledged(`${day}T12:00:00.000Z`)),
  ];
  return { ...file, steps };
}

/** The first weeks of the documentation, with the meeting and the check that are owed in them. */
export function demoWeeks(file: CommandFile): CommandFile {
  return {
    ...file,
    steps: [
      ...told(file, '2026-01-05', '2026-01-20'),
      ...planningMeeting('2026-01-12T10:00:00.000Z'),
      ...told(file, '2026-01-20', '2026-01-21'),
      ...every(told(file, '2026-01-21', '2027'), 4),
      read('2026-01-22T09:00:00.000Z', 'keyworker', 1, 2),
      check('2026-02-04T10:00:00.000Z', 2),
      check('2026-02-05T10:00:00.000Z', 3),
      ...['2026-02-12', '2026-02-13', '2026-02-14'].flatMap(entries),
    ],
  };
}

/** As far as the last step whose path ends so: not everybody has come as far, and something waits for each kind of user. */
export function upTo(file: CommandFile, path: string): CommandFile {
  return { ...file, steps: file.steps.slice(0, file.steps.findLastIndex((step) => step.path.endsWith(path)) + 1) };
}
