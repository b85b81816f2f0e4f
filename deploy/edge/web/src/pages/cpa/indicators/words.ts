import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Record indicators',
    lead: 'Say what you have seen. The answers are information: they decide nothing, and no score is made of them.',
    evidence: 'What does this rest on?',
    risks: 'Risk assessments that this rests on',
    risksHint: 'Needed where you say yes to danger or significant risk',
    risk: (domain: string) => `Risk assessment: ${domain}`,
    noRisks: 'There is no risk assessment yet.',
    save: 'Record these indicators',
  },
  {
    title: 'Cofnodi dangosyddion',
    lead: 'Dywedwch beth rydych wedi’i weld. Gwybodaeth yw’r atebion: nid ydynt yn penderfynu dim, ac ni wneir sgôr ohonynt.',
    evidence: 'Ar beth y mae hyn yn seiliedig?',
    risks: 'Asesiadau risg y mae hyn yn seiliedig arnynt',
    risksHint: 'Eu hangen os dywedwch ie i berygl neu risg sylweddol',
    risk: (domain) => `Asesiad risg: ${domain}`,
    noRisks: 'Nid oes asesiad risg eto.',
    save: 'Cofnodi’r dangosyddion hyn',
  },
);

export type Words = (typeof words)['en'];
