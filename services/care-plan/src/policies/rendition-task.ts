import { idInStream } from '@carethread/event-sourcing';
import { copies } from '../domain/copies/decider.js';

export const PREPARE = 'prepareRendition';

export const planOf = (stream: string): string => idInStream(copies, stream);
