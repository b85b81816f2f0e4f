import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { episode } from '../domain/episode/decider.js';
import { NO_EPISODE } from '../domain/episode/state.js';
import { NO_FACTS } from '../domain/facts.js';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { markFilePartWhenItArrives } from './mark-file-part-when-it-arrives.js';

const P = '00000000-0000-4000-8000-000000000004';
const states = { 'serviceEpisode-E1': NO_EPISODE, 'serviceEpisode-E2': NO_EPISODE };
const mark = (id: string, part: string) => send(episode, id, { type: 'MarkFilePart', part }, { name: part });

it('C2: each part of the file that has arrived is marked on each of the person’s episodes', async () => {
  const facts = { [P]: { ...NO_FACTS, fileParts: ['a', 'c'] } };
  await specifyPolicy(markFilePartWhenItArrives, { states, facts })
    .hears(recorded(versionPublished()))
    .sends(mark('E1', 'a'), mark('E1', 'c'), mark('E2', 'a'), mark('E2', 'c'));
  await specifyPolicy(markFilePartWhenItArrives, { states, facts: { [P]: NO_FACTS } })
    .hears(recorded(versionPublished()))
    .sendsNothing();
});
