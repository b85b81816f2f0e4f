import { deliveries } from './deliveries.js';
import { endpoints } from './endpoints.js';
import { redeliver } from './redeliver.js';

export const operations = { endpoints, deliveries, redeliver };
