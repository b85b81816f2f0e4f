import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Check the draft',
    ready: 'Nothing keeps this draft from being sent.',
    unready: 'Put these right first',
    later: 'Before it can come into force',
    here: 'Put it right',
    reason: 'Why does the plan change?',
    reasonHint: 'One or two sentences. Everybody who works from the plan reads this.',
    from: 'When should it start?',
    fromHint: 'Leave empty to start when everybody has signed.',
    send: 'Send for signature',
    sent: 'Sent for signature',
    sentText: 'Everybody who must sign has been told.',
    toSign: 'Go to the signatures',
    toPlan: 'Go to the plan',
  },
  {
    title: 'Gwirio’r drafft',
    ready: 'Nid oes dim yn atal anfon y drafft hwn.',
    unready: 'Cywirwch y rhain yn gyntaf',
    later: 'Cyn iddo ddod i rym',
    here: 'Cywiro hwn',
    reason: 'Pam mae’r cynllun yn newid?',
    reasonHint: 'Un neu ddwy frawddeg. Mae pawb sy’n gweithio o’r cynllun yn darllen hwn.',
    from: 'Pryd dylai ddechrau?',
    fromHint: 'Gadewch yn wag i ddechrau pan fydd pawb wedi llofnodi.',
    send: 'Anfon i’w lofnodi',
    sent: 'Wedi ei anfon i’w lofnodi',
    sentText: 'Mae pawb sy’n gorfod llofnodi wedi cael gwybod.',
    toSign: 'Ewch i’r llofnodion',
    toPlan: 'Ewch i’r cynllun',
  },
);

export type Words = (typeof words)['en'];
