import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Ask for a meeting',
    lead: 'You can ask people to look at your plan with you. You can ask at any time.',
    none: 'You have no plan yet. Ask your keyworker, or ring the council.',
    why: 'What do you want to talk about?',
    send: 'Ask for a meeting',
    then: 'People will agree a day with you. You see it under “What happens next”.',
  },
  {
    title: 'Gofyn am gyfarfod',
    lead: 'Gallwch ofyn i bobl edrych ar eich cynllun gyda chi. Gallwch ofyn ar unrhyw adeg.',
    none: 'Nid oes gennych gynllun eto. Gofynnwch i’ch gweithiwr allweddol, neu ffoniwch y cyngor.',
    why: 'Am beth ydych chi eisiau siarad?',
    send: 'Gofyn am gyfarfod',
    then: 'Bydd pobl yn cytuno ar ddiwrnod gyda chi. Byddwch yn ei weld o dan “Beth sy’n digwydd nesaf”.',
  },
);

export type Words = (typeof words)['en'];
