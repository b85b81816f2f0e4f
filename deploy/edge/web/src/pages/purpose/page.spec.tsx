import { MemorySession } from '../../session/memory-session.js';
import { ANYBODY } from '../../shell/visit.js';
import { PageUnderTest, PERSON } from '../../testing/index.js';
import { purposePage, recordPurposePage } from './page.js';

const answers = {
  listPurposes: {
    items: [
      { code: 'audit', title: 'Audit', roles: ['AU' as const] },
      { code: 'inspection', title: 'Inspection', roles: ['RI' as const] },
    ],
  },
};
const auditor = { userId: 'U', roles: ['AU'], role: 'AU', tenantId: 'T', language: 'en' } as const;

describe('saying why one looks', () => {
  it('offers the purposes of the role', async () => {
    const { html } = await new PageUnderTest(purposePage, { answers, role: 'AU' }).shown();
    expect(html).toContain('Audit of records and of how they were used');
    expect(html).not.toContain('Inspection of a service');
  });

  it('asks for both, a purpose and a sentence', async () => {
    const { status, html } = await new PageUnderTest(purposePage, { answers, role: 'AU' }).posted({ purpose: 'audit' });
    expect(status).toBe(422);
    expect(html).toContain('id="sentence-error"');
    expect(html).toContain('value="audit" checked');
  });

  it('keeps it for the record and the session, and goes on to the page that was wanted', async () => {
    const session = new MemorySession(auditor);
    const given = {
      answers,
      session,
      places: { recordId: PERSON },
      query: { to: `/inspect/${PERSON}/at?known=2026-03-15` },
    };
    const posted = await new PageUnderTest(recordPurposePage, given).posted({
      purpose: 'audit',
      sentence: 'Yearly\naudit',
    });
    expect(posted).toMatchObject({ status: 303, location: `/inspect/${PERSON}/at?known=2026-03-15` });
    expect(session.purpose(PERSON)).toBe('audit: Yearly audit');
    expect(session.purpose(ANYBODY)).toBeUndefined();
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', '/sign-out', ''])(
    'leads to no other place: %s',
    async (to) => {
      const page = new PageUnderTest(purposePage, { answers, role: 'AU', query: { to } });
      expect((await page.posted({ purpose: 'audit', sentence: 'Yearly audit' })).location).toBe('/inspect');
    },
  );
});
