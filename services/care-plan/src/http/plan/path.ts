export const PL = '/care-plan/plans';
