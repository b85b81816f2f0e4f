import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import { actor, context, NOW, opened, published } from './testing/opened-plan.js';

const spec = specify(carePlan);

describe('what holds of a plan from its opening', () => {
  const open = { type: 'OpenPlan', planKind: 'provider' } as const;
  const at = { ...context, subjects: { O: NO_FACTS } };

  it('R18: is its organisation’s: that of the one who opens it, or another that a policy names', () => {
    const own = { ...at, actor: { ...actor, organisationId: 'O' } };
    spec.given().when(open, at).refused('MALFORMED', ['/organisationId: is required']);
    spec
      .given()
      .when(open, own)
      .then({ type: 'CarePlanOpened', payload: { organisationId: 'O' } });
    const named = { ...open, organisationId: 'O' };
    spec
      .given()
      .when(named, { ...at, actor: { ...actor, organisationId: 'X' } })
      .refused('NOT_FOUND');
    const policy = { ...actor, role: 'SY', organisationId: 'X' };
    spec
      .given()
      .when(named, { ...at, actor: policy })
      .then({ type: 'CarePlanOpened', payload: { organisationId: 'O' } });
  });

  it('names its episode and its assessment where they are said, and only there', () => {
    const named = { ...open, organisationId: 'O', sourceAssessment: { id: 'A', version: 1 } };
    spec
      .given()
      .when(named, { ...at, facts: { ...NO_FACTS, assessments: [{ assessmentId: 'A', needIds: [] }] } })
      .then({ type: 'CarePlanOpened', payload: { sourceAssessment: { id: 'A', version: 1 } } });
    const [bare] = decideIn(carePlan, { ...open, organisationId: 'O' }, carePlan.initial, specContext(at));
    for (const absent of ['episodeId', 'derivedFrom', 'sourceAssessment'])
      expect(bare?.payload).not.toHaveProperty(absent);
  });

  it('R16: says at once that the version it comes from has been followed by another', () => {
    const council = { planKind: 'localAuthority', organisationId: 'L', state: 'active', sections: {}, needs: [] };
    const known = (versionNo: number) => ({ ...at, facts: { ...NO_FACTS, plans: { C: { ...council, versionNo } } } });
    const derived = { ...open, organisationId: 'O', derivedFrom: { id: 'C', version: 1 } };
    spec.given().when(derived, known(1)).then({ type: 'CarePlanOpened' });
    spec
      .given()
      .when(derived, known(2))
      .then(
        { type: 'CarePlanOpened', payload: { councilNeeds: [] } },
        { type: 'SourcePlanSuperseded', payload: { source: { id: 'C', version: 1 }, supersededBy: 2 } },
      );
    const from = spec.given({
      ...opened,
      payload: { ...opened.payload, derivedFrom: { id: 'C', version: 1 } },
    });
    from.when({ type: 'NoteSourceSuperseded', source: 'C', version: 1 }, context).nothing();
    from.when({ type: 'NoteSourceSuperseded', source: 'D', version: 2 }, context).nothing();
    from
      .when({ type: 'NoteSourceSuperseded', source: 'C', version: 2 }, context)
      .then({ type: 'SourcePlanSuperseded', payload: { planId: expect.any(String), supersededBy: 2 } });
  });

  it('a draft counts its revisions, and flags what stands in another person’s plan', () => {
    const save = { type: 'SaveDraft', content: { personsView: 'at home' } } as const;
    const saved = { type: 'DraftSaved', payload: { draftRevision: 1, sections: ['personsView'] } } as const;
    spec.given(opened).when(save, context).then(saved);
    spec
      .given(opened)
      .when({ ...save, marks: ['m1'], similar: ['personsView'] }, context)
      .then(
        { type: 'DraftSaved', payload: { marks: ['m1'] } },
        { type: 'NarrativeSimilar', payload: { sections: ['personsView'] } },
      );
    const first: PlanEvent = { type: 'DraftSaved', payload: { draftRevision: 1, sections: [], content: {} } };
    spec
      .given(opened, first)
      .when(save, context)
      .then({ type: 'DraftSaved', payload: { draftRevision: 2 } });
    const [bare] = decideIn(carePlan, save, spec.given(opened).state, specContext(context));
    expect(bare?.payload).not.toHaveProperty('marks');
    spec.given().when(save, context).refused('NOT_FOUND');
  });

  it('ENG-050: a draft may hold a goal that is not agreed yet', () => {
    const goals = [{ goalId: 'g1', statement: 'wash alone' }];
    spec
      .given(opened)
      .when({ type: 'SaveDraft', content: { goals } }, context)
      .then({ type: 'DraftSaved', payload: { content: { goals } } });
  });

  it('a rendition is of a proposal or a version that is there, and of its attachment', () => {
    const add = (more: object) => ({ type: 'AddRendition', format: 'easyRead', preparedBy: 'K', ...more }) as const;
    const given = spec.given(opened, published);
    given.when(add({ versionNo: 1 }), context).then({ type: 'RenditionAdded', payload: { versionNo: 1, issueNo: 1 } });
    for (const absent of [{ versionNo: 2 }, { proposalNo: 1 }, { proposalNo: 1, versionNo: 1 }])
      given.when(add(absent), context).refused('NOT_FOUND');
    given
      .when(add({ versionNo: 1, attachmentHash: 'e'.repeat(64) }), context)
      .refused('REFERENCE_NOT_FOUND', ['attachmentHash']);
  });

  it('R17: of a closed plan nothing is decided but what sets facts right; what policies ask comes too late', () => {
    const closed: PlanEvent = {
      type: 'CarePlanClosed',
      payload: { planId: 'PL', closedAt: NOW, reason: 'completed' } as never,
    };
    const given = spec.given(opened, published, closed);
    for (const late of [
      { type: 'LinkRisk', riskId: 'R', version: 1 },
      { type: 'NoteSourceSuperseded', source: 'C', version: 2 },
      { type: 'ProposeAfterMeeting' },
      { type: 'SuspendPlan', scope: 'whole', reason: 'consentWithdrawn', cause: 'consent' },
    ] as const)
      given.when(late, context).nothing();
    given.when({ type: 'SaveDraft', content: {} }, context).refused('STATE_CONFLICT', ['closed']);
    given
      .when({ type: 'SuspendPlan', scope: 'whole', reason: 'hospital' }, context)
      .refused('STATE_CONFLICT', ['closed']);
    given
      .when({ type: 'AttachStatement', about: 'allergies', statement: 'not so' }, context)
      .then({ type: 'PersonStatementAttached', payload: { about: 'allergies', statement: 'not so' } });
  });
});
