import { chartWords } from './chart-words.js';
import { LevelSteps, ObligationsCalendar, OutcomeProgress, OverdueGrid, VersionAxis, YearLine } from './index.js';

const words = chartWords('en');
const htmlOf = (element: object): string => element.toString();
const text = (html: string) => html.replaceAll(/<[^>]*>/g, '').trim();
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, inner = '']) => inner);
const tableOf = (html: string) =>
  all(html, /<tr[^>]*>(.*?)<\/tr>/gs).map((row) => all(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs).map(text));
const pictureOf = (html: string) => all(html, /<svg[^>]*>(.*?)<\/svg>/gs)[0] ?? '';
const marks = (html: string, name: string) => pictureOf(html).split(`class="ct-chart__${name}"`).length - 1;
const saidIn = (html: string) => all(pictureOf(html), /<text[^>]*>(.*?)<\/text>/gs).map(text);

const calendar = (kind = 'Monthly check') => (
  <ObligationsCalendar
    id="due"
    title="What is due"
    today="2026-05-20"
    words={words}
    obligations={[
      { kind, dueOn: '2026-06-01', state: 'due', words: 'due in 12 days' },
      { kind, dueOn: '2026-04-01', state: 'met', words: 'done' },
      { kind, dueOn: '2026-05-01', state: 'late', words: '19 days late' },
      { kind: 'First meeting', dueOn: '2026-01-14', state: 'dropped', words: 'no longer needed' },
    ]}
  />
);
const axis = (name = 'Version 1') => (
  <VersionAxis
    id="versions"
    title="Versions"
    knownOn="2026-03-15"
    about="2026-03-01"
    today="2026-05-20"
    words={words}
    versions={[
      { name, from: '2026-01-07', to: '2026-04-01', recordedAt: '2026-01-07T10:00:00Z' },
      { name: 'Version 2', from: '2026-04-01', recordedAt: '2026-04-01T11:00:00Z' },
    ]}
  />
);
const steps = (why = 'two admissions') => (
  <LevelSteps
    id="level"
    title="Level"
    levels={['Enhanced', 'Standard']}
    today="2026-05-20"
    words={words}
    entries={[
      { level: 'Standard', from: '2025-06-01', why: 'opened' },
      { level: 'Enhanced', from: '2025-10-10', why },
    ]}
  />
);
const progress = (name = 'Wash on my own') => (
  <OutcomeProgress
    id="outcomes"
    title="Outcomes"
    words={words}
    outcomes={[
      {
        name,
        looks: [
          { on: '2026-05-10T09:00:00Z', status: 'Achieved', achieved: true, rating: 5 },
          { on: '2026-01-07', status: 'Planned', achieved: false, rating: 1 },
        ],
      },
      { name: 'Choir', looks: [{ on: '2026-05-10', status: 'On hold', achieved: false }] },
    ]}
  />
);
const year = (what = 'Plan signed') => (
  <YearLine
    id="year"
    title="A year"
    from="2025-06-01"
    to="2026-05-31"
    words={words}
    events={[
      { on: '2026-01-02', what },
      { on: '2026-01-01', what: 'Review held' },
      { on: '2025-07-01', what: 'Assessed' },
    ]}
  />
);
const overdue = (kind = 'Monthly check') => (
  <OverdueGrid
    id="late"
    title="Late"
    words={words}
    counts={[
      { kind, month: '2026-04-01', count: 9 },
      { kind, month: '2026-05-01', count: 1 },
      { kind: 'Formal review', month: '2026-05-01', count: 0 },
    ]}
  />
);

describe('the calendar of what is due', () => {
  const html = htmlOf(calendar());

  it('tells states apart by form, and says how late in words', () => {
    expect([marks(html, 'met'), marks(html, 'due'), marks(html, 'late')]).toEqual([1, 1, 1]);
    expect(saidIn(html)).toEqual(expect.arrayContaining(['Today', 'Monthly check 19 days late']));
  });

  it('says the same in a table, what is due first before', () =>
    expect(tableOf(html)).toEqual([
      ['What', 'Due', 'State'],
      ['First meeting', '14 January 2026', 'no longer needed'],
      ['Monthly check', '1 April 2026', 'done'],
      ['Monthly check', '1 May 2026', '19 days late'],
      ['Monthly check', '1 June 2026', 'due in 12 days'],
    ]));
});

describe('the axis of versions', () => {
  const html = htmlOf(axis());

  it('draws hollow what was recorded after the day that the user stands on', () => {
    expect([marks(html, 'full'), marks(html, 'hollow')]).toEqual([1, 1]);
    expect(saidIn(html)).toEqual(
      expect.arrayContaining([
        'known on 15 March 2026',
        'about 1 March 2026',
        'Version 1',
        'Version 2, recorded later',
      ]),
    );
    expect(html).toContain('1 of 2 were recorded later');
  });

  it('says the same in a table', () =>
    expect(tableOf(html)).toEqual([
      ['Version', 'In force from', 'Until', 'Recorded', 'Known on that day'],
      ['Version 1', '7 January 2026', '1 April 2026', '7 January 2026', 'yes'],
      ['Version 2', '1 April 2026', 'still in force', '1 April 2026', 'no, recorded later'],
    ]));
});

describe('the steps of a level', () => {
  const html = htmlOf(steps());

  it('go up and down between the levels that there are', () => {
    const path = /<path class="ct-chart__line" d="M[\d.]+ ([\d.]+)H[\d.]+V([\d.]+)H/.exec(pictureOf(html));
    expect(Number(path?.[1])).toBeGreaterThan(Number(path?.[2]));
    expect(saidIn(html)).toEqual(expect.arrayContaining(['Enhanced', 'Standard']));
  });

  it('say the same in a table', () =>
    expect(tableOf(html)).toEqual([
      ['Level', 'From', 'Until', 'Why'],
      ['Standard', '1 June 2025', '10 October 2025', 'opened'],
      ['Enhanced', '10 October 2025', 'now', 'two admissions'],
    ]));
});

describe('the progress of outcomes', () => {
  const html = htmlOf(progress());

  it('rises with what the person says, and names the last state', () => {
    const [line = ''] = all(pictureOf(html), /<polyline[^>]*points="([^"]*)"/g);
    const [first, last] = line.split(' ').map((point) => Number(point.split(',')[1]));
    expect(first).toBeGreaterThan(last ?? NaN);
    expect(saidIn(html)).toEqual(expect.arrayContaining(['Wash on my own', 'Achieved, 5 out of 5', 'On hold']));
  });

  it('says the same in a table, a column for each review', () =>
    expect(tableOf(html)).toEqual([
      ['Outcome', '7 January 2026', '10 May 2026'],
      ['Wash on my own', 'Planned, 1 out of 5', 'Achieved, 5 out of 5'],
      ['Choir', 'not looked at', 'On hold'],
    ]));
});

describe('a year on one line', () => {
  const html = htmlOf(year());

  it('stacks what would cover each other', () => {
    const heights = all(pictureOf(html), /<circle[^>]*cy="([\d.]+)"/g);
    expect(heights).toHaveLength(3);
    expect(new Set(heights).size).toBe(2);
  });

  it('says the same in a table, by the numbers of the picture', () => {
    expect(tableOf(html)).toEqual([
      ['Number', 'Day', 'What happened'],
      ['1', '1 July 2025', 'Assessed'],
      ['2', '1 January 2026', 'Review held'],
      ['3', '2 January 2026', 'Plan signed'],
    ]);
    expect(saidIn(html)).toEqual(expect.arrayContaining(['1', '2', '3']));
  });
});

describe('what is late, by kind and month', () => {
  const html = htmlOf(overdue());

  it('is larger the more there is, with the number beside it', () => {
    const [most, least] = all(pictureOf(html), /<rect class="ct-chart__late"[^>]*width="([\d.]+)"/g).map(Number);
    expect(most).toBeGreaterThan(least ?? NaN);
    expect(saidIn(html)).toEqual(['Apr 2026', 'May 2026', 'Monthly check', '9', '1']);
  });

  it('says the same in a table, with the sum', () =>
    expect(tableOf(html)).toEqual([
      ['What is late', 'Apr 2026', 'May 2026', 'All'],
      ['Monthly check', '9', '1', '10'],
    ]));

  it('counts older months with the oldest that has room, and each by itself in the table', () => {
    const months = ['2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
    const many = htmlOf(
      <OverdueGrid
        id="late"
        title="Late"
        words={words}
        counts={months.map((month) => ({ kind: 'Monthly check', month: `${month}-01`, count: 2 }))}
      />,
    );
    expect(saidIn(many).slice(0, 1)).toEqual(['≤ Oct 2025']);
    expect(saidIn(many)).toContain('6');
    expect(tableOf(many)[1]).toHaveLength(months.length + 2);
  });
});

const drawn = { calendar, axis, steps, progress, year, overdue };

describe.each(Object.entries(drawn))('every picture: %s', (_, draw) => {
  it('has a title and a description, in ids of its own', () => {
    const html = htmlOf(draw());
    expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="(\w+)-title \1-desc"/);
    const ids = all(html, /\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('escapes what was written in a record', () => {
    const html = htmlOf(draw(`<script>"&'`));
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
  });

  it('has no style of its own, which the content security policy would refuse', () =>
    expect(htmlOf(draw())).not.toMatch(/style=|font-size/));
});

it('says so where there is nothing to draw', () => {
  for (const empty of [
    <ObligationsCalendar id="a" title="" today="2026-05-20" words={words} obligations={[]} />,
    <VersionAxis
      id="a"
      title=""
      knownOn="2026-03-15"
      about="2026-03-01"
      today="2026-05-20"
      words={words}
      versions={[]}
    />,
    <LevelSteps id="a" title="" levels={[]} today="2026-05-20" words={words} entries={[]} />,
    <OutcomeProgress id="a" title="" words={words} outcomes={[]} />,
    <YearLine id="a" title="" from="2025-06-01" to="2026-05-31" words={words} events={[]} />,
    <OverdueGrid id="a" title="" words={words} counts={[]} />,
  ])
    expect(htmlOf(empty)).toBe('<p class="govuk-body">Nothing to show yet.</p>');
});
