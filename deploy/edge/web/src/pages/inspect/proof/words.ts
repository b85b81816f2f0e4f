import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Proof',
    lead: 'Each entry carries the hash of the one before. If one was changed or taken out, the chain breaks.',
    noPlans: 'There is no plan that you may read.',
    unchanged: 'Unchanged',
    broken: 'Broken',
    entries: (count: number) => `${count} entries, from the first without a gap`,
    brokenText: (reason: string) => `The chain does not hold: ${reason}. Tell the platform’s operator at once.`,
    head: 'Head',
    stream: 'Stream',
    scope: 'What this proves',
    proves: [
      'Each entry is the one that was hashed when it was recorded.',
      'The chain runs from its first entry without a gap.',
    ],
    limits: 'What it does not prove',
    not: [
      'That nothing was left out at the end. An export of the whole log shows that.',
      'That the log was not written anew with other hashes. Compare the head with one that was kept elsewhere.',
    ],
    download: 'Download the evidence',
    downloadHint:
      'A file with every entry of this person, sealed. It can be checked without this platform and without a key.',
  },
  {
    title: 'Prawf',
    lead: 'Mae pob cofnod yn cario hash yr un o’i flaen. Os newidiwyd neu os tynnwyd un, mae’r gadwyn yn torri.',
    noPlans: 'Nid oes cynllun y cewch ei ddarllen.',
    unchanged: 'Heb newid',
    broken: 'Wedi torri',
    entries: (count) => `${count} cofnod, o’r cyntaf heb fwlch`,
    brokenText: (reason) => `Nid yw’r gadwyn yn dal: ${reason}. Dywedwch wrth weithredwr y platfform ar unwaith.`,
    head: 'Pen',
    stream: 'Ffrwd',
    scope: 'Beth mae hyn yn ei brofi',
    proves: [
      'Pob cofnod yw’r un a hashiwyd pan gafodd ei gofnodi.',
      'Mae’r gadwyn yn rhedeg o’i chofnod cyntaf heb fwlch.',
    ],
    limits: 'Beth nad yw’n ei brofi',
    not: [
      'Na adawyd dim allan ar y diwedd. Mae allforio’r log cyfan yn dangos hynny.',
      'Nad ysgrifennwyd y log o’r newydd gyda hashiau eraill. Cymharwch y pen ag un a gadwyd mewn man arall.',
    ],
    download: 'Lawrlwytho’r dystiolaeth',
    downloadHint:
      'Ffeil gyda phob cofnod o’r person hwn, wedi’i selio. Gellir ei wirio heb y platfform hwn a heb allwedd.',
  },
);

export type Words = (typeof words)['en'];
