import type { Server } from '../server.js';
import { kurrentdb } from './kurrentdb.js';
import { ferretdb } from './ferretdb.js';
import { mongo } from './mongo.js';
import { otelcol } from './otelcol.js';
import { kafka } from './kafka.js';
import { postgres } from './postgres.js';
import { s3 } from './s3.js';

/** Every server that Carethread is tested with, in the order in which they start. */
export const SERVERS: readonly Server[] = [kafka, postgres, mongo, ferretdb, otelcol, kurrentdb, s3];
