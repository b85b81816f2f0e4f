import type { Training } from './events.js';

export type CompetenceCommand = { readonly type: 'RecordTraining' } & Training;
