import { eventWords } from './recorded-words.js';

it.each([
  ['PlanVersionPublished', 'Plan version published'],
  ['CpaLevelDecided', 'Cpa level decided'],
  ['DWPCopyIssued', 'DWP copy issued'],
  ['actions', 'actions'],
])('%s reads "%s"', (type, words) => expect(eventWords(type)).toBe(words));
