import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { refusedPublications } from './refused-publications.js';

const signOff = {
  proposalNo: 2,
  contentHash: 'c'.repeat(64),
  signOffId: 'S',
  completedAt: '2026-03-02T09:00:00.000Z',
};
const completed = (subject: string, subjectId = 'PL') =>
  published('consent.sign-off-completed.v1', { ...signOff, subjectId, subject, legalBasis: 'consent' });
const plan = { planId: 'PL', personId: specMeta.personId, organisationId: 'O' };

describe('the last completed sign-off of a plan', () => {
  it('is kept by person and organisation', () => {
    const view = specifyView(refusedPublications).given(recorded(opened), completed('planVersion'));
    view.shows('PL', { ...plan, signOff });
    view.indexes('PL', { personId: specMeta.personId, organisationId: 'O' });
  });

  it('is none before there is one, of anything but a plan, or of a plan of another service', () => {
    const view = specifyView(refusedPublications).given(
      recorded(opened),
      completed('riskAssessment'),
      completed('planVersion', 'another'),
    );
    view.shows('PL', { ...plan, signOff: { proposalNo: 0, contentHash: '', signOffId: '', completedAt: '' } });
    view.showsNothing('another');
  });
});
