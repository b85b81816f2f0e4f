import { specMeta } from '@carethread/event-sourcing/testing';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { cpaCase } from '../domain/case/decider.js';
import type { RegionEvent } from '../domain/region/events.js';
import { openCases, type OpenCase } from '../views/open-cases.js';
import { resetLevelsWhenRegionSchemeSet } from './reset-levels-when-region-scheme-set.js';

const { tenantId } = specMeta;
const open = (caseId: string, regionCode: string, of = tenantId): OpenCase => ({
  ...{ caseId, tenantId: of, regionCode, coordinator: 'pseudonym-1' },
});

it('C21, CPA-62: a new scheme opens the level of each open case in its region again', async () => {
  const cases = [open('C', 'R1'), open('elsewhere', 'R2'), open('theirs', 'R1', 'another tenant')];
  await specifyPolicy(resetLevelsWhenRegionSchemeSet, { documents: [[openCases, cases]] })
    .hears(
      recorded<RegionEvent>(
        { type: 'RegionSchemeSet', payload: { code: 'R1', scheme: 'singleComplex', from: '2026-03-10' } },
        { personId: null },
      ),
    )
    .sends(send(cpaCase, 'C', { type: 'ResetLevel', regionCode: 'R1', effectiveFrom: '2026-03-10' }));
});
