import { download } from '../../../shell/download.js';

/** The evidence as a file: what an auditor gives to somebody who checks it elsewhere. */
export const inspectEvidence = download({
  path: '/inspect/:personId/evidence',
  who: ['AU'],
  reads: ['getPersonEvidence'],
  file: async ({ read, place }) => {
    const personId = place('personId');
    const evidence = await read('getPersonEvidence', { path: { personId } });
    return { name: `evidence-${personId}.json`, type: 'application/json', text: JSON.stringify(evidence) };
  },
});
