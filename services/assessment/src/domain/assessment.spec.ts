import { attachmentId } from '@carethread/event-sourcing';
import { specContext, specify } from '@carethread/event-sourcing/testing';
import { assessmentDecider, type AssessmentEvent } from './assessment.js';

const { personId } = specContext();
const hash = 'ab'.repeat(32);
const streams = { [`attachment-${attachmentId(hash)}`]: { hash, personId } };
const begun = specify(assessmentDecider).given(
  { type: 'AssessmentRequested', payload: {} } as unknown as AssessmentEvent,
  { type: 'AssessmentStarted', payload: { assessorId: 'a' } } as unknown as AssessmentEvent,
);
const attach = {
  type: 'AttachSource',
  sourceType: 'dischargeDocument',
  issuingBody: 'synthetic hospital',
  dated: '2026-01-02',
} as const;

describe('a source of an assessment', () => {
  it('cites an attachment that is there', () => {
    begun.when({ ...attach, attachmentHash: hash }, { streams }).then({
      type: 'AssessmentSourceAttached',
      payload: { attachmentHash: hash },
    });
    begun.when({ ...attach, attachmentHash: hash }).refused('REFERENCE_NOT_FOUND', ['attachmentHash']);
  });

  it('may lie elsewhere', () => {
    begun.when(attach).then({ type: 'AssessmentSourceAttached' });
  });
});
