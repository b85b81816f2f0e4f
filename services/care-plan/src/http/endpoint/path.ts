export const EN = '/care-plan/endpoints';
