import type { Language } from '../session/session.js';

/** What the pictures say by themselves; names of things and states come with the model, in the user's language. */
export interface ChartWords {
  day(at: string): string;
  /** As short as it can be read: "Mar 2026". */
  month(at: string): string;
  readonly today: string;
  readonly nothing: string;
  readonly calendar: {
    readonly head: readonly [what: string, due: string, state: string];
    summary(count: { readonly met: number; readonly due: number; readonly late: number }): string;
  };
  readonly versions: {
    readonly head: readonly [version: string, from: string, to: string, recorded: string, known: string];
    readonly stillInForce: string;
    readonly known: string;
    readonly later: string;
    recordedLater(version: string): string;
    knownOn(day: string): string;
    about(day: string): string;
    summary(versions: number, later: number): string;
  };
  readonly levels: {
    readonly head: readonly [level: string, from: string, to: string, why: string];
    readonly now: string;
    summary(changes: number, current: string): string;
  };
  readonly outcomes: {
    readonly outcome: string;
    readonly notLookedAt: string;
    rating(given: number, most: number): string;
    summary(outcomes: number, reviews: number): string;
  };
  readonly year: {
    readonly head: readonly [number: string, day: string, what: string];
    summary(events: number): string;
  };
  readonly overdue: {
    readonly what: string;
    readonly total: string;
    summary(total: number): string;
  };
}

const LONDON = 'Europe/London';
const formats = (locale: string) => ({
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: LONDON }),
  month: new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: LONDON }),
});
const dates = (locale: string): Pick<ChartWords, 'day' | 'month'> => {
  const { day, month } = formats(locale);
  return { day: (at) => day.format(new Date(at)), month: (at) => month.format(new Date(at)) };
};

const en: ChartWords = {
  ...dates('en-GB'),
  today: 'Today',
  nothing: 'Nothing to show yet.',
  calendar: {
    head: ['What', 'Due', 'State'],
    summary: ({ met, due, late }) => `${met} done, ${due} still to come, ${late} late.`,
  },
  versions: {
    head: ['Version', 'In force from', 'Until', 'Recorded', 'Known on that day'],
    stillInForce: 'still in force',
    known: 'yes',
    later: 'no, recorded later',
    recordedLater: (version) => `${version}, recorded later`,
    knownOn: (day) => `known on ${day}`,
    about: (day) => `about ${day}`,
    summary: (versions, later) =>
      `Each block is a version. The full line is the day that you stand on, the dotted line the day that you ask about. ${
        later === 0
          ? versions === 1
            ? 'It was known then.'
            : `All ${versions} were known then.`
          : `${later} of ${versions} were recorded later and are drawn hollow.`
      }`,
  },
  levels: {
    head: ['Level', 'From', 'Until', 'Why'],
    now: 'now',
    summary: (changes, current) =>
      `${changes === 1 ? 'One entry' : `${changes} entries`}. The level now is ${current}.`,
  },
  outcomes: {
    outcome: 'Outcome',
    notLookedAt: 'not looked at',
    rating: (given, most) => `${given} out of ${most}`,
    summary: (outcomes, reviews) =>
      `${outcomes === 1 ? 'One outcome' : `${outcomes} outcomes`} at ${reviews === 1 ? 'one review' : `${reviews} reviews`}. The higher the point, the better the person says it is.`,
  },
  year: {
    head: ['Number', 'Day', 'What happened'],
    summary: (events) =>
      `${events === 1 ? 'One event' : `${events} events`}, in order of time. The numbers are those of the table.`,
  },
  overdue: {
    what: 'What is late',
    total: 'All',
    summary: (total) => `${total} late, by kind and by the month in which they were due.`,
  },
};

const cy: ChartWords = {
  ...dates('cy'),
  today: 'Heddiw',
  nothing: 'Dim i’w ddangos eto.',
  calendar: {
    head: ['Beth', 'Erbyn', 'Cyflwr'],
    summary: ({ met, due, late }) => `${met} wedi’u gwneud, ${due} i ddod, ${late} yn hwyr.`,
  },
  versions: {
    head: ['Fersiwn', 'Mewn grym o', 'Hyd', 'Cofnodwyd', 'Yn hysbys ar y diwrnod hwnnw'],
    stillInForce: 'mewn grym o hyd',
    known: 'oedd',
    later: 'nac oedd, cofnodwyd yn ddiweddarach',
    recordedLater: (version) => `${version}, cofnodwyd yn ddiweddarach`,
    knownOn: (day) => `yn hysbys ar ${day}`,
    about: (day) => `am ${day}`,
    summary: (versions, later) =>
      `Mae pob bloc yn fersiwn. Y llinell lawn yw’r diwrnod yr ydych yn sefyll arno, y llinell ddotiog y diwrnod yr ydych yn holi amdano. ${
        later === 0
          ? `Roedd pob un o’r ${versions} yn hysbys bryd hynny.`
          : `Cofnodwyd ${later} o’r ${versions} yn ddiweddarach, ac maent yn wag.`
      }`,
  },
  levels: {
    head: ['Lefel', 'O', 'Hyd', 'Pam'],
    now: 'nawr',
    summary: (changes, current) => `Nifer y cofnodion: ${changes}. Y lefel nawr yw ${current}.`,
  },
  outcomes: {
    outcome: 'Canlyniad',
    notLookedAt: 'heb edrych arno',
    rating: (given, most) => `${given} allan o ${most}`,
    summary: (outcomes, reviews) =>
      `Canlyniadau: ${outcomes}. Adolygiadau: ${reviews}. Po uchaf y pwynt, gorau oll y mae’r person yn dweud ydyw.`,
  },
  year: {
    head: ['Rhif', 'Diwrnod', 'Beth ddigwyddodd'],
    summary: (events) => `Nifer y digwyddiadau, yn nhrefn amser: ${events}. Y rhifau yw rhai’r tabl.`,
  },
  overdue: {
    what: 'Beth sy’n hwyr',
    total: 'Pob un',
    summary: (total) => `${total} yn hwyr, yn ôl math ac yn ôl y mis yr oeddent i’w gwneud.`,
  },
};

const CHART_WORDS: Readonly<Record<Language, ChartWords>> = { en, cy };

export const chartWords = (language: Language): ChartWords => CHART_WORDS[language];
