import { recorded, specifyView } from '@carethread/runtime/testing';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { PERSON, requested } from '../policies/testing/knowing.js';
import { signOffsBySubject } from './sign-offs-by-subject.js';

const about = { stream: 'signOff-S', position: 7 };
const asked = recorded<SignOffEvent>({ type: 'SignOffRequested', payload: requested() }, about);
const ended = { signOffId: 'S', subject: 'planVersion', subjectId: 'PL', proposalNo: 1 };
const document = { signOffId: 'S', subject: 'planVersion', subjectId: 'PL', personId: PERSON, since: 7 };

describe('sign-offs by what is to be signed', () => {
  it('R4: show what is open, and since when', () => {
    const view = specifyView(signOffsBySubject).given(asked);
    view.shows('S', { ...document, open: 1 });
    view.indexes('S', { subjectId: 'PL', personId: PERSON, open: 1, since: 7 });
  });

  it.each<SignOffEvent>([
    { type: 'SignOffRefused', payload: ended },
    { type: 'SignOffLapsed', payload: ended },
    { type: 'SignOffVoided', payload: { ...ended, reason: 'contentChanged' } },
  ])('R4: are open no more once they end ($type)', (event) => {
    specifyView(signOffsBySubject)
      .given(asked, recorded(event, about))
      .shows('S', { ...document, open: 0 });
    specifyView(signOffsBySubject).given(recorded(event, about)).showsNothing('S');
  });
});
