import { SqliteLog } from '@carethread/log-sqlite';
import { sha256, uuidV5, type JsonObject } from '@carethread/ledger';
import { join } from 'node:path';
import { ChildServer } from '../child-server.js';
import { fillLog } from '../filled-log.js';
import { idle, NOW, setClock, tokenFor } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { NOTE } from '../sealed-event.js';
import { median, quantile } from '../timing.js';

const EVENTS = 10_000;
const STEP_MS = 60_000;

/** What happens to a plan over the years: mostly drafts and talks, and now and then a fact set right. */
function planEvent(nth: number, planId: string): { readonly type: string; readonly payload: JsonObject } {
  if (nth % 40 === 39)
    return {
      type: 'PlanCorrectionRecorded',
      payload: {
        planId,
        correctionId: uuidV5(planId, nth),
        field: 'history.summary',
        from: null,
        to: `as known after ${nth} events`,
        reason: 'synthetic',
        effectiveFrom: NOW,
        appliesToVersions: [1],
        by: planId,
        issues: [{ versionNo: 1, issueNo: 2 + Math.floor(nth / 40), contentHash: sha256(`${planId} ${nth}`) }],
        salts: {},
      },
    };
  if (nth % 4 === 3)
    return {
      type: 'PlanDiscussionRecorded',
      payload: { date: '2026-03-01', participants: [], summary: NOTE, preferencesSought: [] },
    };
  return {
    type: 'DraftSaved',
    payload: { draftRevision: nth + 1, sections: ['personsView'], content: { personsView: `${nth} ${NOTE}` } },
  };
}

/** The plan as known at K × as effective at E, 10,000 events in its own stream, over HTTP; the K and E differ each time. */
export async function replayAsOf(bench: Bench): Promise<readonly Row[]> {
  const { folder, prepared } = await bench.folders.copy('replay');
  const { tenantId, organisationId } = prepared;
  const [personId = ''] = prepared.persons;
  const [planId = ''] = prepared.plans;
  const stream = `carePlan-${planId}`;
  const present = 2 * prepared.plans.length;
  bench.say(`storing ${EVENTS} events in one plan`);
  await fillLog(folder, {
    service: 'care-plan',
    tenantId,
    streams: [{ stream, personId }],
    until: EVENTS + present,
    event: (nth) => planEvent(nth, planId),
    step: STEP_MS,
    say: () => undefined,
  });
  const log = SqliteLog.openForReading({ file: join(folder, 'logs', 'care-plan.db'), service: 'care-plan' });
  const texts = (await log.readStream(stream)).map(({ text }) => text);
  await log.close();
  const platform = await ChildServer.platform(folder);
  try {
    const last = Date.parse(NOW) + (EVENTS + present) * STEP_MS;
    await setClock(platform, new Date(last + 3_600_000).toISOString());
    await idle(platform);
    const token = await tokenFor(platform, tenantId, organisationId);
    const within = (share: number): string =>
      new Date(Date.parse(NOW) + Math.floor(share * EVENTS) * STEP_MS).toISOString();
    const ask = async (round: number): Promise<number> => {
      // Low-discrepancy: every part of the stream's life is queried.
      const knownAt = within((0.1 + round * 0.618) % 1);
      const effectiveAt = within((0.5 + round * 0.755) % 1);
      const began = performance.now();
      const answer = await fetch(
        `${platform.url}/care-plan/plans/${planId}?knownAt=${knownAt}&effectiveAt=${effectiveAt}`,
        { headers: { authorization: `Bearer ${token}`, 'x-purpose': 'measurement' } },
      );
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`the replay answered ${answer.status}`);
      return performance.now() - began;
    };
    const cold = await ask(0);
    for (let round = 1; round <= 10; round++) await ask(round);
    const rounds = bench.pick(20, 200);
    const took: number[] = [];
    const floor: number[] = [];
    let cpu = 0;
    for (let round = 1; round <= rounds; round++) {
      if (round % 50 === 0) bench.say(`question ${round}`);
      const before = platform.cpu();
      took.push(await ask(round));
      cpu += platform.cpu() - before;
      const began = performance.now();
      for (const text of texts) JSON.parse(text);
      floor.push(performance.now() - began);
    }
    const value = quantile(took, 0.99);
    return [
      {
        name: 'replay.asof.10k',
        value,
        unit: 'ms p99',
        floor: median(floor),
        floorName: 'parsing alone',
        ratio: value / median(floor),
        cpu: cpu / rounds,
        p50: median(took),
        p99: value,
        note: `${texts.length} events in the plan's own stream, over HTTP, ${rounds} questions; cold (first after a start) ${cold.toFixed(0)} ms`,
      },
    ];
  } finally {
    await platform.stop();
  }
}
