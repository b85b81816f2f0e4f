import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'My pages',
    lead: 'Choose what you want to look at, or to say.',
    waiting: (count: number) =>
      count === 1 ? 'One thing waits for your yes or no.' : `${count} things wait for your yes or no.`,
    answer: 'Look at it',
    look: 'Look',
    say: 'Say something',
    plan: ['My plan', 'What you want, and how people help you.'],
    easy: ['My plan in easy read', 'Short sentences with pictures.'],
    next: ['What happens next', 'Visits, talks and meetings that are planned.'],
    helpers: ['Who helps me', 'The people who work with you.'],
    looked: ['Who looked', 'Everybody who looked at your record, and why.'],
    yesNo: ['Yes or no', 'What you agreed to. You can change your mind.'],
    wrong: ['Something is wrong', 'Tell us what is not right in your plan.'],
    review: ['Ask for a meeting', 'Ask people to look at your plan with you.'],
  },
  {
    title: 'Fy nhudalennau',
    lead: 'Dewiswch beth rydych am edrych arno, neu ei ddweud.',
    waiting: (count) =>
      count === 1 ? 'Mae un peth yn aros am eich ie neu na.' : `Mae ${count} peth yn aros am eich ie neu na.`,
    answer: 'Edrychwch arno',
    look: 'Edrych',
    say: 'Dweud rhywbeth',
    plan: ['Fy nghynllun', 'Beth rydych ei eisiau, a sut mae pobl yn eich helpu.'],
    easy: ['Fy nghynllun yn hawdd ei ddarllen', 'Brawddegau byr gyda lluniau.'],
    next: ['Beth sy’n digwydd nesaf', 'Ymweliadau, sgyrsiau a chyfarfodydd sydd wedi eu trefnu.'],
    helpers: ['Pwy sy’n fy helpu', 'Y bobl sy’n gweithio gyda chi.'],
    looked: ['Pwy edrychodd', 'Pawb a edrychodd ar eich cofnod, a pham.'],
    yesNo: ['Ie neu na', 'Beth y cytunoch iddo. Gallwch newid eich meddwl.'],
    wrong: ['Mae rhywbeth o’i le', 'Dywedwch wrthym beth sydd ddim yn iawn yn eich cynllun.'],
    review: ['Gofyn am gyfarfod', 'Gofynnwch i bobl edrych ar eich cynllun gyda chi.'],
  },
);

export type Words = (typeof words)['en'];
