import { publishedPlans } from './published-plans.js';

export const views = [publishedPlans];
