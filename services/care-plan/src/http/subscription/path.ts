export const SU = '/care-plan/subscriptions';
