export const NOTICES = '/care-plan/notices';
