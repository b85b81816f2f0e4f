import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Body } from './actor.js';
import { assessor, completedAssessment, person, provider } from './givens.js';
import { completeContent } from './plan-content.js';
import { openSignOff } from './plan-givens.js';
import { StoryPlatform } from './platform.js';
import { placesOf, searchBytes } from './stored-bytes.js';

/** Words that stand nowhere else: wherever one is found in the clear, something personal has leaked. */
const CANARY = 'quokkazephyr';

/** The same shape with every text made unmistakable, except ids, dates and codes that the rules read. */
function spoken(value: Body, name = ''): Body {
  if (typeof value === 'string')
    return /id$|ids$|on$|target|status|change|start|end|kind/i.test(name) || /^[0-9a-f-]{36}$/.test(value)
      ? value
      : `${CANARY} ${value}`;
  if (Array.isArray(value)) return value.map((one) => spoken(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, spoken(one, member)]));
}

describe('personal content in the clear', () => {
  it('PLAT-10, ENG-136: stands in no byte that is stored, on no message, in no log, in no metric and in no error answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-canary-'));
    const platform = await StoryPlatform.start({ folder });
    let personId: string | undefined;
    try {
      await platform.clock('2026-01-15T12:00:00.000Z');
      const at = await provider(platform);
      const a1 = await assessor(platform);
      const who = await person(platform, a1, {
        name: { given: CANARY, family: CANARY, preferred: CANARY },
        address: CANARY,
        gpPractice: CANARY,
        identifiers: [{ scheme: 'local', value: CANARY }],
      });
      personId = who.id;
      const assessment = await completedAssessment(a1, who.id);
      const { id: episodeId } = await at.manager.post('/care-plan/episodes', { personId: who.id, serviceType: CANARY });
      await at.manager.post(
        `/care-plan/episodes/${episodeId}/team`,
        { keyworkerId: at.keyworker.userId, members: [{ userId: at.staff.userId }] },
        200,
      );
      const { id: planId, etag } = await at.keyworker.post('/care-plan/plans', {
        personId: who.id,
        planKind: 'provider',
      });
      const content = spoken(completeContent(assessment));
      await at.keyworker.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag });
      await at.keyworker.post(`/care-plan/plans/${planId}/discussions`, {
        participants: [{ kind: 'person', id: who.id, name: CANARY }],
        summary: CANARY,
        place: CANARY,
      });
      await at.keyworker.post(`/care-plan/plans/${planId}/involvement`, { how: CANARY, personsWords: CANARY });
      await at.keyworker.post(`/care-plan/plans/${planId}/access-notice`, { byWhom: CANARY });
      await who.self.does(
        'PUT',
        `/consent/persons/${who.id}/contacts/${at.staff.userId}`,
        { scopes: ['review'], name: CANARY, role: CANARY },
        200,
      );
      const named = await platform.actor({
        ...{ roles: ['KW'], organisationId: at.id, userId: at.staff.userId, name: CANARY },
      });
      await named.reads(`/assessment/staff/${named.userId}`);
      await at.manager.does('PUT', `/assessment/staff/${at.keyworker.userId}`, { name: CANARY, roles: ['KW'] }, 200);
      await at.manager.does(
        'PUT',
        `/assessment/staff/${at.keyworker.userId}/absence`,
        { from: '2026-01-15', to: '2026-01-20', deputyId: at.staff.userId },
        200,
      );
      const { id: riskId } = await at.keyworker.post('/risk/assessments', {
        personId: who.id,
        planId,
        domain: CANARY,
        framework: 'standard',
      });
      await at.keyworker.post(
        `/risk/assessments/${riskId}/weighing`,
        { hazard: CANARY, personsView: CANARY, supportGiven: CANARY, benefits: [CANARY], adverseEffects: [CANARY] },
        200,
      );
      const { contentHash } = await at.keyworker.post(`/care-plan/plans/${planId}/proposals`, { reason: CANARY });
      const signOff = await openSignOff(who.self, planId, contentHash);
      await who.self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
      await at.keyworker.eventually(`/care-plan/plans/${planId}`, ({ current }) => current?.versionNo === 1);
      await at.staff.post('/care-plan/daily-records', { personId: who.id, kind: 'note', text: CANARY });
      await who.self.post(`/consent/plans/${planId}/withdrawal`, { scope: 'whole', reasons: CANARY });
      await at.keyworker.post(`/review/plans/${planId}/significant-changes`, { domain: 'health', description: CANARY });
      await at.keyworker.get(`/care-plan/plans/${planId}`, { purpose: CANARY });
      const email = `${CANARY}@example.org`;
      await at.keyworker.does('PUT', '/assessment/me/notifications', { email, urgent: true }, 200);
      const errors = [
        await at.keyworker.call('POST', '/risk/assessments', { personId: who.id, [CANARY]: CANARY, framework: CANARY }),
        await a1.call('POST', '/assessment/persons', {
          name: { given: CANARY },
          dateOfBirth: CANARY,
          firstLanguage: CANARY,
          groups: [CANARY],
        }),
        await a1.call('POST', '/assessment/persons', undefined, {
          raw: `{"name": "${CANARY}`,
          headers: { 'content-type': 'application/json' },
        }),
        await a1.call('GET', `/assessment/persons/${CANARY}`),
      ];
      for (const { text, status } of errors)
        expect({ status: status < 500, leaked: text.includes(CANARY) }).toEqual({ status: true, leaked: false });
      const messages = await platform.testRoute('GET', `/test/messages?personId=${who.id}`);
      expect(JSON.stringify(messages)).not.toContain(CANARY);
      for (const address of platform.metrics()) {
        const metrics = await (await fetch(address)).text();
        expect(metrics).toContain('carethread_requests_total');
        expect(metrics).not.toContain(CANARY);
      }
      await platform.idle();
    } finally {
      await platform.stop();
    }
    try {
      expect(platform.logText()).not.toContain(CANARY);
      const { places: searched, found } = await searchBytes(placesOf(platform.namespace, folder), [
        CANARY,
        personId ?? CANARY,
      ]);
      expect(found.get(CANARY)).toEqual([]);
      // The person's id is no secret: that it was seen shows that the words would have been.
      expect((found.get(personId ?? CANARY) ?? []).map(kindOf)).toEqual(expect.arrayContaining(stores()));
      expect(searched).toBeGreaterThan(20);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function kindOf(place: string): string {
  return place.includes('.events.v1-') ? 'Kafka' : (/^(PostgreSQL|MongoDB) /.exec(place)?.[1] ?? 'file');
}

/** The kinds of places in which a platform that was started like this stores something. */
function stores(): readonly string[] {
  return process.env['CARETHREAD_STORY_PLATFORM'] === undefined ? ['file'] : ['Kafka', 'MongoDB', 'PostgreSQL'];
}
