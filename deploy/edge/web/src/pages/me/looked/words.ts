import { ROLES } from '@carethread/contracts';
import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Who looked',
    lead: 'Everybody who looked at your record is here, the newest first. So is everybody who tried and was refused.',
    nobody: 'Nobody has looked at your record.',
    somebody: 'Somebody',
    you: 'You',
    as: (role: string) => `as ${role}`,
    looked: (what: string) => `looked at ${what}`,
    listed: 'saw your name on a list',
    refused: (what: string) => `wanted to look at ${what}, and was refused`,
    times: (count: number) => `${count} times`,
    why: (purpose: string) => `Why: ${purpose}`,
    emergency: 'This was in an emergency.',
    ask: 'Ask about this',
    roles: ROLES,
    what: {
      assessment: 'your details and your assessment',
      'care-plan': 'your plan',
      risk: 'your risks',
      review: 'your reviews',
      consent: 'what you agreed to',
      cpa: 'your mental health care',
      other: 'your record',
    },
  },
  {
    title: 'Pwy edrychodd',
    lead: 'Mae pawb a edrychodd ar eich cofnod yma, y diweddaraf yn gyntaf. A phawb a geisiodd ac a wrthodwyd.',
    nobody: 'Nid oes neb wedi edrych ar eich cofnod.',
    somebody: 'Rhywun',
    you: 'Chi',
    as: (role) => `fel ${role}`,
    looked: (what) => `wedi edrych ar ${what}`,
    listed: 'wedi gweld eich enw ar restr',
    refused: (what) => `eisiau edrych ar ${what}, ac wedi ei wrthod`,
    times: (count) => `${count} gwaith`,
    why: (purpose) => `Pam: ${purpose}`,
    emergency: 'Roedd hyn mewn argyfwng.',
    ask: 'Gofyn am hyn',
    roles: ROLES,
    what: {
      assessment: 'eich manylion a’ch asesiad',
      'care-plan': 'eich cynllun',
      risk: 'eich risgiau',
      review: 'eich adolygiadau',
      consent: 'yr hyn y cytunoch iddo',
      cpa: 'eich gofal iechyd meddwl',
      other: 'eich cofnod',
    },
  },
);

export type Words = (typeof words)['en'];
