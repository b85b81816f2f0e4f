import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'What happens next',
    lead: 'These things will happen for you. You can say if a day does not suit you.',
    nothing: 'Nothing is planned at the moment.',
    by: (day: string) => `By ${day}`,
    late: 'This is late. You can ask why.',
    ask: 'Ask for a meeting',
    other: 'People look at your care again',
    kinds: {
      firstPlanningMeeting: 'You meet your keyworker to plan your care',
      monthlyCheck: 'Your keyworker talks with you about how it goes',
      formalReview: 'A meeting with you about your whole plan',
      review: 'A meeting with you about your whole plan',
      personalPlan: 'Your plan is written down with you',
      councilReview: 'The council looks at your plan with you again',
      requestedReview: 'The meeting that was asked for',
      significantChangeReview: 'A meeting, because something changed for you',
      urgentConsentReview: 'A talk soon, because you said no to something',
      changeOfMindReview: 'A talk about what you changed your mind on',
      supportedRiskReview: 'A talk about a risk that you choose to take',
      cpaReview: 'A meeting about your mental health care',
      refusalReview: 'A talk about care that you did not want',
    },
  },
  {
    title: 'Beth sy’n digwydd nesaf',
    lead: 'Bydd y pethau hyn yn digwydd i chi. Gallwch ddweud os nad yw diwrnod yn addas.',
    nothing: 'Does dim wedi ei drefnu ar hyn o bryd.',
    by: (day) => `Erbyn ${day}`,
    late: 'Mae hyn yn hwyr. Gallwch ofyn pam.',
    ask: 'Gofyn am gyfarfod',
    other: 'Mae pobl yn edrych ar eich gofal eto',
    kinds: {
      firstPlanningMeeting: 'Rydych yn cwrdd â’ch gweithiwr allweddol i gynllunio eich gofal',
      monthlyCheck: 'Mae eich gweithiwr allweddol yn siarad â chi am sut mae’n mynd',
      formalReview: 'Cyfarfod gyda chi am eich cynllun cyfan',
      review: 'Cyfarfod gyda chi am eich cynllun cyfan',
      personalPlan: 'Caiff eich cynllun ei ysgrifennu gyda chi',
      councilReview: 'Mae’r cyngor yn edrych ar eich cynllun gyda chi eto',
      requestedReview: 'Y cyfarfod y gofynnwyd amdano',
      significantChangeReview: 'Cyfarfod, am fod rhywbeth wedi newid i chi',
      urgentConsentReview: 'Sgwrs yn fuan, am i chi ddweud na wrth rywbeth',
      changeOfMindReview: 'Sgwrs am yr hyn y newidioch eich meddwl amdano',
      supportedRiskReview: 'Sgwrs am risg rydych yn dewis ei chymryd',
      cpaReview: 'Cyfarfod am eich gofal iechyd meddwl',
      refusalReview: 'Sgwrs am ofal nad oeddech ei eisiau',
    },
  },
);

export type Words = (typeof words)['en'];
