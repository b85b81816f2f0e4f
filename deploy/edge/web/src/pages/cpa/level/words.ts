import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Decide the level',
    now: (level: string) => `The level now is: ${level}.`,
    lead: 'You decide, with your reasons. The indicators are information.',
    to: 'Which level?',
    rationale: 'Why this level?',
    assessment: 'Assessment that this rests on',
    assessmentRow: (day: string) => `Completed on ${day}`,
    review: 'Review that this rests on',
    reviewRow: (day: string) => `Closed on ${day}`,
    none: 'None',
    indicators: (day: string, leaning: string) => `Cite the indicators seen on ${day}. ${leaning}`,
    override: 'If you depart from what the indicators lean towards, why?',
    from: 'From which day?',
    fromHint: 'Leave empty for today',
    emergency: 'This is an emergency: raise the level now, before an assessment and a review',
    save: 'Decide this level',
  },
  {
    title: 'Penderfynu’r lefel',
    now: (level) => `Y lefel nawr yw: ${level}.`,
    lead: 'Chi sy’n penderfynu, gyda’ch rhesymau. Gwybodaeth yw’r dangosyddion.',
    to: 'Pa lefel?',
    rationale: 'Pam y lefel hon?',
    assessment: 'Asesiad y mae hyn yn seiliedig arno',
    assessmentRow: (day) => `Cwblhawyd ar ${day}`,
    review: 'Adolygiad y mae hyn yn seiliedig arno',
    reviewRow: (day) => `Caewyd ar ${day}`,
    none: 'Dim',
    indicators: (day, leaning) => `Dyfynnu’r dangosyddion a welwyd ar ${day}. ${leaning}`,
    override: 'Os ydych yn mynd yn groes i duedd y dangosyddion, pam?',
    from: 'O ba ddiwrnod?',
    fromHint: 'Gadewch yn wag ar gyfer heddiw',
    emergency: 'Mae hwn yn argyfwng: codi’r lefel nawr, cyn asesiad ac adolygiad',
    save: 'Penderfynu’r lefel hon',
  },
);

export type Words = (typeof words)['en'];
