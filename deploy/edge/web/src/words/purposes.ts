import type { READING_PURPOSES } from '@carethread/contracts';
import type { Language } from '../session/session.js';
import { codeText } from './codes.js';
import { languages } from './languages.js';

type PurposeWords = Readonly<Record<keyof typeof READING_PURPOSES, string>>;

const PURPOSES = languages<PurposeWords>(
  {
    audit: 'Audit of records and of how they were used',
    complaint: 'A complaint is looked into',
    incident: 'An incident or a concern about safety is looked into',
    legalClaim: 'A claim, an inquest or an order of a court',
    dataRequest: 'Somebody uses their rights over their data',
    oversight: 'Oversight of data protection',
    breach: 'A possible breach of personal data is looked into',
    inspection: 'Inspection of a service under a grant',
    benefitDecision: 'A decision about a benefit',
    administration: 'Administration of records',
    supervision: 'Supervision of staff and of the quality of records',
  },
  {
    audit: 'Archwilio cofnodion a sut y’u defnyddiwyd',
    complaint: 'Ymchwilio i gŵyn',
    incident: 'Ymchwilio i ddigwyddiad neu bryder am ddiogelwch',
    legalClaim: 'Hawliad, cwest neu orchymyn llys',
    dataRequest: 'Mae rhywun yn defnyddio ei hawliau dros ei ddata',
    oversight: 'Goruchwylio diogelu data',
    breach: 'Ymchwilio i dor diogelwch data personol posibl',
    inspection: 'Arolygu gwasanaeth o dan grant',
    benefitDecision: 'Penderfyniad am fudd-dal',
    administration: 'Gweinyddu cofnodion',
    supervision: 'Goruchwylio staff ac ansawdd cofnodion',
  },
);

/** What a code of a purpose is called. */
export const purposeTitle = (language: Language, code: string): string => codeText(PURPOSES[language], code);

/** A code and a sentence, as the API takes them in one header. */
export const purposeOf = (code: string, sentence: string): string => `${code}: ${sentence.replaceAll(/\s+/g, ' ')}`;

/** The same in words. */
export function purposeText(language: Language, purpose: string): string {
  const [code = '', ...sentence] = purpose.split(': ');
  return [purposeTitle(language, code), ...sentence].join(': ');
}
