import {
  asksPurpose,
  CAPABILITIES,
  gradeOf,
  impliedPurpose,
  PURPOSE_ROLES,
  ROLES,
  type Capability,
  type Role,
} from './roles.js';

/** Model §7, row by row, in the order of its columns. `R3` and the like keep the number of a footnote; the grade is the letter. */
const COLUMNS = 'AS KW CS NC SM RM CC OP PE CA LR AD AU DP RI DW RX PA'.split(' ') as readonly Role[];
const TABLE: Readonly<Record<string, readonly [capability: Capability, ...more: Capability[]]>> = {
  'Y R - - R R R - - - - - - - - - - -': ['registerPerson', 'assess', 'completeAssessment'],
  'Y - - - - - - - - - - - - - - - - -': ['issueHandover'],
  '- - - - R R - - - - - - - - - - - -': ['answerHandover'],
  'R R R - R R R P R P R P Y1 Y1 Y2 - - -': ['readPlan', 'readSuperseded'],
  '- - - - - - - - R3 - - - Y1 - - - - -': ['replay'],
  'R R - - R R R - - - - - - - - - - -': ['draftPlan', 'holdReview', 'recordAuthority', 'verifyAuthority'],
  '- R R - R R R P R P R P - - - - - -': ['suggestContent'],
  '- - - - - - - - R - R - - - - - - -': ['refuseOrWithdraw'],
  '- R R - R R - - - - - - - - - - - -': ['addDailyRecord', 'correctDailyRecord'],
  '- - - R - - - - - - - - - - - - - -': ['receiveNonCareNotice'],
  'R R - - R R R P R - R - - - - - - -': ['assessRisk'],
  'R R - - R R R P R P6 R R - - - - - -': ['requestReview'],
  'R R7 - - R R R P - - - - - - - - - -': ['recordCapacity'],
  '- R8 - - - - - - R - R - - - - - - -': ['changeInvolvement'],
  '- - - - - - R - - - - - - - - - - -': ['manageCpaCase', 'decideLevel'],
  '- - - - - - - - - - - - - - - P - -': ['readDisclosedCopy'],
  '- - - - - R - - R3 - - - Y1 Y - - - -': ['accessLog'],
  '- - - - - - - - - - - - - - - - - Y': ['administer'],
};
/** One capability signs for oneself and on behalf: the union of two rows. */
const SIGN = ['- R - - R R R - R - - - - - - - - -', '- - - - - - - - - R4 R - - - - - - -'] as const;

/** Where a capability is wider than its row, and the words that widen it. An entry that is no longer wider fails. */
const WIDER: readonly (readonly [Capability, readonly Role[], because: string])[] = [
  ['registerPerson', ['TM'], 'to be confirmed: the table has no column for TM'],
  [
    'completeAssessment',
    ['CS'],
    'story 06: unqualified care staff get NOT_QUALIFIED, which only a permitted role can get',
  ],
  [
    'refuseOrWithdraw',
    ['KW', 'SM', 'RM', 'CC'],
    'below the table: they record a refusal or withdrawal given in another mode than writing',
  ],
  [
    'receiveNonCareNotice',
    ['SM', 'RM'],
    'to be confirmed: "copies and notices: recipient, SM, RM, SY" against a row of the table',
  ],
  ['decideLevel', ['TM'], 'below the table: TM decides levels'],
  ['readSuperseded', ['SY'], 'a provider’s machine reads the versions that its notices announce'],
  [
    'readDisclosedCopy',
    ['CC', 'TM', 'PE', 'AU'],
    'to be confirmed: the register of disclosures is read with the copy’s capability',
  ],
];

function granted(rows: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    rows
      .flatMap((row) =>
        row.split(' ').map((cell, column) => [COLUMNS[column] ?? `column ${column}`, cell.slice(0, 1)] as const),
      )
      .filter(([, grade]) => grade !== '-'),
  );
}

const rows: readonly (readonly [Capability, Record<string, string>])[] = [
  ...Object.entries(TABLE).flatMap(([row, capabilities]) =>
    capabilities.map((capability) => [capability, granted([row])] as const),
  ),
  ['sign', granted(SIGN)],
];

describe('the table of roles', () => {
  it('is copied here with one cell for each column', () => {
    for (const row of [...Object.keys(TABLE), ...SIGN]) expect(row.split(' ')).toHaveLength(COLUMNS.length);
  });

  it.each(rows)('%s is what model §7 says, and no role more but those that are accounted for', (capability, row) => {
    const wider = WIDER.find(([name]) => name === capability)?.[1] ?? [];
    const without = Object.fromEntries(
      Object.entries(CAPABILITIES[capability]).filter(([role]) => !wider.includes(role as Role)),
    );
    expect(without).toEqual(row);
  });

  it.each(WIDER)('%s is still wider for %j', (capability, roles) => {
    const row = rows.find(([name]) => name === capability)?.[1] ?? {};
    for (const role of roles)
      expect({ role, grade: gradeOf(capability, role), inTable: row[role] }).toEqual({
        role,
        grade: expect.stringMatching(/^[YRP]$/),
        inTable: undefined,
      });
  });

  it('moves a case between co-ordinators only by the team manager', () => {
    expect(CAPABILITIES.reallocateCoordinator).toEqual({ TM: 'R' });
  });

  it('gives a provider’s machine nothing that a human decides', () => {
    const granted = Object.keys(CAPABILITIES).filter(
      (capability) => gradeOf(capability as Capability, 'SY') !== undefined,
    );
    expect(granted.sort()).toEqual([
      'manageCopies',
      'manageEndpoints',
      'readConfiguration',
      'readEndpoints',
      'readNotices',
      'readPurposes',
      'readSubscriptions',
      'readSuperseded',
      'receiveNotices',
    ]);
  });

  it('lets care staff neither plan, sign, close a review nor decide a level (story 12)', () => {
    for (const capability of ['draftPlan', 'sign', 'holdReview', 'decideLevel', 'assessRisk'] as const)
      expect(gradeOf(capability, 'CS')).toBeUndefined();
  });

  it('opens no plan to the platform administrator, the records manager, non-care staff or the DWP', () => {
    for (const role of ['PA', 'RX', 'NC', 'DW'])
      for (const capability of [
        'readPlan',
        'readSuperseded',
        'replay',
        'readRisk',
        'readReview',
        'readConsent',
      ] as const)
        expect(gradeOf(capability, role)).toBeUndefined();
  });

  it('knows only roles and grades that exist', () => {
    for (const row of Object.values(CAPABILITIES))
      for (const [role, grade] of Object.entries(row))
        expect([Object.hasOwn(ROLES, role), ['Y', 'R', 'P'].includes(grade)]).toEqual([true, true]);
  });

  it('gives nothing to a role that is not one, however it is called', () => {
    for (const role of ['', 'ZZ', 'as', 'constructor', 'toString', '__proto__'])
      for (const capability of Object.keys(CAPABILITIES))
        expect(gradeOf(capability as Capability, role)).toBeUndefined();
  });

  it('ENG-139: asks managers why they read administrative fields, and knows why an administrator does', () => {
    for (const role of ['SM', 'RM']) {
      expect(asksPurpose('readAdministrative', role)).toBe(true);
      expect(asksPurpose('readPlan', role)).toBe(false);
    }
    for (const role of ['PA', 'KW', 'AS']) expect(asksPurpose('readAdministrative', role)).toBe(false);
    for (const role of PURPOSE_ROLES) expect(asksPurpose('readPlan', role)).toBe(true);
    expect(impliedPurpose('readAdministrative', 'PA')).toBe('administration');
    expect(impliedPurpose('readAdministrative', 'SM')).toBeUndefined();
    expect(impliedPurpose('readConfiguration', 'PA')).toBeUndefined();
  });

  it('ENG-139: shows an administrator of a person’s record the administrative fields and nothing else', () => {
    const granted = Object.keys(CAPABILITIES).filter((name) => gradeOf(name as Capability, 'PA') !== undefined);
    expect(granted.sort()).toEqual([
      'administer',
      'deactivateCoordinator',
      'manageStaff',
      'readAdministrative',
      'readConfiguration',
      'readEndpoints',
      'readPurposes',
      'readStaff',
      'readSubscriptions',
    ]);
  });

  it('asks a purpose of auditor, data protection officer, inspector and DWP', () => {
    expect([...PURPOSE_ROLES].sort()).toEqual(['AU', 'DP', 'DW', 'RI']);
  });
});
