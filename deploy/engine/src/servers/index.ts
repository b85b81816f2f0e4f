import type { Server } from '../server.js';
import { kurrentdb } from './kurrentdb.js';
import { postgres } from './postgres.js';

/** Every server that Carethread is tested with, in the order in which they start. */
export const SERVERS: readonly Server[] = [postgres, kurrentdb];
