/** Who asks, beside the role of their token: where they stand to the thing, its holder and the person. */
export const COLUMNS = [
  'keyworker',
  'teamMember',
  'colleague',
  'otherProvider',
  'formerProvider',
  'formerHolder',
  'strangerProvider',
  'otherTenant',
  'noOrganisation',
  'person',
  'contact:drawingUp',
  'contact:implementing',
  'contact:review',
  'contact:copies',
  'contact:readPlan',
  'contactWithoutScope',
  'contactWithdrawn',
  'recipient',
  'grantOpen',
  'grantOver',
  'grantOfAnother',
  'breakGlassOpen',
  'breakGlassOver',
] as const;
export type Column = (typeof COLUMNS)[number];

export const COLUMN_MEANS: Readonly<Record<Column, string>> = {
  keyworker: 'of the holder’s organisation, its keyworker for the person (of a case: its co-ordinator)',
  teamMember: 'of the holder’s organisation, another member of the team',
  colleague: 'of the holder’s organisation, outside the team',
  otherProvider: 'of another provider that serves the same person, in its team, the tie confirmed',
  formerProvider: 'of a provider whose service for the person has ended, asking for what the holder holds',
  formerHolder: 'the keyworker of the holder, whose own service for the person has ended',
  strangerProvider: 'of a provider that never served the person',
  otherTenant: 'as the keyworker, with a token of another tenant',
  noOrganisation: 'without an organisation',
  person: 'the person',
  'contact:drawingUp': 'named by the person for drawing up',
  'contact:implementing': 'named by the person for implementing',
  'contact:review': 'named by the person for reviews',
  'contact:copies': 'named by the person for copies',
  'contact:readPlan': 'named by the person for reading',
  contactWithoutScope: 'named by the person for nothing',
  recipient: 'whom the disclosure or the notice that is asked for was made out to',
  contactWithdrawn: 'named by the person for everything, and withdrawn',
  grantOpen: 'the inspector of a grant by the holder’s organisation, while it lasts',
  grantOver: 'the inspector of a grant that is over',
  grantOfAnother: 'the inspector of a grant by the other provider, while it lasts',
  breakGlassOpen: 'of the holder’s organisation, outside the team, within 60 minutes of breaking the glass',
  breakGlassOver: 'of the holder’s organisation, outside the team, after those 60 minutes',
};

/** Whether the token names the holder's organisation, another one, or none. */
export function organisationOf(column: Column): 'holder' | 'other' | 'former' | 'stranger' | 'none' {
  switch (column) {
    case 'keyworker':
    case 'teamMember':
    case 'colleague':
    case 'formerHolder':
    case 'otherTenant':
    case 'breakGlassOpen':
    case 'breakGlassOver':
      return 'holder';
    case 'otherProvider':
      return 'other';
    case 'formerProvider':
      return 'former';
    case 'strangerProvider':
      return 'stranger';
    case 'noOrganisation':
    case 'person':
    case 'contact:drawingUp':
    case 'contact:implementing':
    case 'contact:review':
    case 'contact:copies':
    case 'contact:readPlan':
    case 'contactWithoutScope':
    case 'contactWithdrawn':
    case 'recipient':
    case 'grantOpen':
    case 'grantOver':
    case 'grantOfAnother':
      return 'none';
  }
}
