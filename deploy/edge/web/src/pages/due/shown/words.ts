import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'What is due',
    picture: (plan: string) => `What is due under the ${plan}`,
    noPlans: 'There is no plan that you may read.',
    todo: 'To do',
    nothing: 'Nothing is due.',
    notPracticable: 'It can not be done',
    check: 'Record a monthly check',
    review: 'Ask for a review',
    states: {
      open: 'to come',
      pending: 'to come',
      missed: 'late',
      heldAwaitingClosure: 'held, not closed',
      met: 'done',
      metLate: 'done late',
      notPracticable: 'could not be done',
      cancelled: 'no longer needed',
    },
  },
  {
    title: 'Beth sydd i’w wneud',
    picture: (plan) => `Beth sydd i’w wneud o dan y ${plan}`,
    noPlans: 'Nid oes cynllun y cewch ei ddarllen.',
    todo: 'I’w wneud',
    nothing: 'Nid oes dim i’w wneud.',
    notPracticable: 'Ni ellir ei wneud',
    check: 'Cofnodi gwiriad misol',
    review: 'Gofyn am adolygiad',
    states: {
      open: 'i ddod',
      pending: 'i ddod',
      missed: 'yn hwyr',
      heldAwaitingClosure: 'wedi’i gynnal, heb ei gau',
      met: 'wedi’i wneud',
      metLate: 'wedi’i wneud yn hwyr',
      notPracticable: 'ni ellid ei wneud',
      cancelled: 'nid oes ei angen mwyach',
    },
  },
);

export type Words = (typeof words)['en'];
