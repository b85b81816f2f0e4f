import { policyOn, send } from '@carethread/runtime';
import { cpaCase } from '../domain/case/decider.js';
import type { RegionEvent } from '../domain/region/events.js';
import { openCases } from '../views/open-cases.js';

/** C21: a region's new scheme makes a fresh decision due on each of its open cases; nothing is converted. */
export const resetLevelsWhenRegionSchemeSet = policyOn<RegionEvent>()({
  name: 'reset-levels-when-region-scheme-set',
  when: ['RegionSchemeSet'],
  then: async ({ data, tenantId }, look) =>
    (await look.find(openCases, { tenantId, regionCode: data.code })).map(({ caseId }) =>
      send(cpaCase, caseId, { type: 'ResetLevel', regionCode: data.code, effectiveFrom: data.from }),
    ),
});
