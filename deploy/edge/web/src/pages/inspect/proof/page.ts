import { page } from '../../../shell/page.js';
import type { InspectProof } from './inspect-proof.js';
import { InspectProofView } from './view.js';
import { words } from './words.js';

/** A person has few plans; each is verified by itself. */
const MOST = 4;

export const inspectProofPage = page({
  path: '/inspect/:personId/proof',
  who: ['AU'],
  reads: ['listPersonsPlans', 'verifyStream'],
  words,
  load: async ({ read, place }): Promise<InspectProof> => {
    const { items } = await read('listPersonsPlans', { body: { ids: [place('personId')] } });
    const plans = items.flatMap((one) => one.plans).slice(0, MOST);
    return {
      streams: await Promise.all(
        plans.map(async ({ planId, planKind }) => {
          const stream = `carePlan-${planId}`;
          return { stream, planKind, proof: await read('verifyStream', { path: { stream } }) };
        }),
      ),
    };
  },
  title: ({ title }) => title,
  view: InspectProofView,
});
