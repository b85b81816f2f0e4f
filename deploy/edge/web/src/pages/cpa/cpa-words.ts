import type { CPA_LEVELS, INDICATORS } from '@carethread/contracts';
import { languages } from '../../words/languages.js';

type Level = (typeof CPA_LEVELS)[number];
type Indicator = (typeof INDICATORS)[number];

/** What more than one page of the CPA says. */
interface CpaWords {
  readonly levels: Readonly<Record<Level, string>>;
  /** Typical differences of two levels; never criteria. */
  readonly indicators: Readonly<Record<Indicator, string>>;
  readonly answers: Readonly<Record<'met' | 'notMet' | 'unknown', string>>;
  readonly leanings: Readonly<Record<'insufficient' | 'leansStandard' | 'leansEnhanced' | 'mixed', string>>;
  readonly contacts: Readonly<Record<'seen' | 'spoke' | 'noReply' | 'declined', string>>;
}

export const cpaWords = languages<CpaWords>(
  {
    levels: {
      undecided: 'Not decided yet',
      standard: 'Standard',
      enhanced: 'Enhanced',
      complex: 'Complex',
      notApplicable: 'No level in this region',
    },
    indicators: {
      S1: 'One agency, or light support from several, is enough',
      S2: 'Largely manages their own mental health',
      S3: 'Has people around them who help',
      S4: 'Is of little danger to themselves or others',
      S5: 'Is likely to keep in contact with services',
      E1: 'Has a severe mental illness',
      E2: 'Has many needs that agencies must co-ordinate',
      E3: 'Is in contact with several agencies, with many needs',
      E4: 'Is likely to need more frequent and intensive help',
      E5: 'Has other problems too, such as drugs or alcohol',
      E6: 'Is at significant risk, or a risk to others, because of their mental health',
      E7: 'Is likely to break off contact without warning',
    },
    answers: { met: 'Yes', notMet: 'No', unknown: 'Not known' },
    leanings: {
      insufficient: 'Too few answers for a leaning',
      leansStandard: 'The answers lean towards standard',
      leansEnhanced: 'The answers lean towards enhanced',
      mixed: 'The answers lean both ways',
    },
    contacts: { seen: 'Seen', spoke: 'Spoke with them', noReply: 'No reply', declined: 'They declined' },
  },
  {
    levels: {
      undecided: 'Heb ei benderfynu eto',
      standard: 'Safonol',
      enhanced: 'Uwch',
      complex: 'Cymhleth',
      notApplicable: 'Dim lefel yn y rhanbarth hwn',
    },
    indicators: {
      S1: 'Mae un asiantaeth, neu gymorth ysgafn gan sawl un, yn ddigon',
      S2: 'Yn rheoli ei iechyd meddwl ei hun i raddau helaeth',
      S3: 'Mae ganddo bobl o’i gwmpas sy’n helpu',
      S4: 'Nid yw’n fawr o berygl iddo’i hun nac i eraill',
      S5: 'Yn debygol o gadw mewn cysylltiad â gwasanaethau',
      E1: 'Mae ganddo salwch meddwl difrifol',
      E2: 'Mae ganddo lawer o anghenion y mae’n rhaid i asiantaethau eu cydlynu',
      E3: 'Mewn cysylltiad â sawl asiantaeth, gyda llawer o anghenion',
      E4: 'Yn debygol o fod angen cymorth amlach a dwysach',
      E5: 'Mae ganddo broblemau eraill hefyd, fel cyffuriau neu alcohol',
      E6: 'Mewn perygl sylweddol, neu’n berygl i eraill, oherwydd ei iechyd meddwl',
      E7: 'Yn debygol o dorri cysylltiad yn ddirybudd',
    },
    answers: { met: 'Ie', notMet: 'Na', unknown: 'Ddim yn hysbys' },
    leanings: {
      insufficient: 'Rhy ychydig o atebion i ddangos tuedd',
      leansStandard: 'Mae’r atebion yn tueddu at safonol',
      leansEnhanced: 'Mae’r atebion yn tueddu at uwch',
      mixed: 'Mae’r atebion yn tueddu’r ddwy ffordd',
    },
    contacts: { seen: 'Wedi’i weld', spoke: 'Siaradwyd ag ef', noReply: 'Dim ateb', declined: 'Gwrthododd' },
  },
);
