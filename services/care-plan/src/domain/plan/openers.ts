/** Who opens which kind of plan, and answers for its profile (model §3.2). */
export const OPENERS: Readonly<Record<string, readonly string[]>> = {
  localAuthority: ['AS', 'SY'],
  provider: ['SM', 'RM', 'KW', 'SY'],
  cpa: ['CC', 'SY'],
};
