import { REFUSALS, type RefusalCode } from '@carethread/contracts';

/** What stands in the way, and what to do about it. Neither holds a word about anybody. */
type Words = readonly [text: string, remedy: string];

const WORDS: Readonly<Partial<Record<RefusalCode, Words>>> = {
  STATE_CONFLICT: [
    'The plan is closed, or another version begins at that instant',
    'Open a new plan, or choose another day',
  ],
  STALE_VERSION: [
    'The draft and a later version both change this',
    'Read the draft again, and save this section as it is to be',
  ],
  REASON_REQUIRED: ['A reason is missing', 'Say why: with the proposal, or in the draft where there are no goals'],
  TIMESCALE_INVALID: [
    'A target or review date is missing or lies before the plan begins, or the plan begins more than 28 days ahead',
    'Give a date on or after the day on which the plan begins, and begin it within 28 days',
  ],
  EFFECTIVE_BEFORE_CONSENT: [
    'The version would take effect before everybody has agreed to it',
    'Choose today or a later day, or leave the day out',
  ],
  ASSESSMENT_REQUIRED: ['The person has no completed assessment', 'Complete an assessment, then propose the plan'],
  KEYWORKER_REQUIRED: ['Nobody is the person’s keyworker here', 'Assign a team with a keyworker to the service'],
  COORDINATOR_REQUIRED: ['The CPA case names no care co-ordinator', 'Name a care co-ordinator in the CPA case'],
  DISCUSSION_REQUIRED: [
    'No discussion of the plan with the person, or with those who may speak for them, is recorded',
    'Record the discussion, or why the person took no part in it',
  ],
  INVOLVEMENT_REQUIRED: ['How the person was involved is not recorded', 'Record how the person was involved'],
  ACCESS_NOTICE_REQUIRED: [
    'Nobody has told the person that they can always see their plan',
    'Tell them, and record the day and the format',
  ],
  REGISTRATION_REQUIRED: [
    'The organisation has no registration number',
    'Ask the council to record the registration number of the service',
  ],
  RISK_NOT_ON_PLAN: [
    'An open risk of this plan does not stand on it',
    'Assess and conclude the risk, so that it is linked to the plan',
  ],
  RISK_REQUIRED: ['No risk is assessed', 'Assess a risk before you propose the plan'],
  RISK_CONSENT_REQUIRED: [
    'The person has not signed this risk assessment as it stands now',
    'Ask the person to sign the risk assessment, or sign it with the plan',
  ],
  CRISIS_PLAN_REQUIRED: ['The level of the person needs a crisis plan', 'Write the crisis plan'],
  PERSONS_VIEW_REQUIRED: ['The person’s own view is missing', 'Write what the person says, first'],
  WHAT_MATTERS_REQUIRED: ['What matters to the person is missing', 'Say what matters to the person'],
  NEEDS_EMPTY: ['There is no need, or one without words', 'Record each need in words, or name one of an assessment'],
  NEED_UNADDRESSED: ['Nothing is done about this need', 'Link an action to it, or give the reason for none'],
  REFERENCE_NOT_FOUND: [
    'It points to something that is not there',
    'Point it at a need, goal, outcome, action or assessment that exists',
  ],
  ACTION_INCOMPLETE: ['What is done, how or when is missing', 'Say what is done, how, and when or how often'],
  RESPONSIBLE_REQUIRED: ['Nobody is responsible for this', 'Say who is responsible'],
  GUIDELINE_REQUIRED: ['A clinical action names no guideline', 'Name the guideline, or say why there is none'],
  GOAL_METHOD_REQUIRED: ['How the goal is reached is missing', 'Say how the goal will be reached'],
  GOAL_NOT_AGREED: ['When the person agreed to this goal is missing', 'Give the day on which the person agreed to it'],
  STEP_REQUIRED: ['An outcome has no step, or one without words', 'Write the first step, and who takes it'],
  MINIMUM_INVOLVEMENT: [
    'How the person helped to identify the outcomes is missing',
    'Say of an outcome who identified it, or describe the involvement',
  ],
  PREFERENCE_TOPIC_BLANK: ['This topic is not answered', 'Answer it, or say why it is not appropriate to ask'],
  PREFERENCE_UNADDRESSED: ['Nothing is done about this preference', 'Link an action to it, or say why it is not met'],
  SECTION_MISSING: ['A section is missing, or an entry of it says nothing', 'Write it, or take the empty entry out'],
  DOMAIN_MISSING: ['This domain of life is not covered', 'Say how it is with the person, or that nothing is needed'],
  RESPONSIBILITIES_REQUIRED: ['What the service is responsible for is missing', 'State it'],
  LIMITS_REQUIRED: ['The limits of the service are missing', 'State what the service does not do'],
  RESTRICTION_OMITTED: ['A restriction in force does not stand in the plan', 'Link the restriction in the plan'],
  PROFESSIONAL_REQUIRED: ['A professional is missing, or their name or role', 'Name each professional with their role'],
  CONTINGENCY_REQUIRED: [
    'What happens when things change is missing, or a part of it',
    'Say what sets it off, what is done, and who does it',
  ],
  S25_CONTENT_MISSING: ['Content that the Care Act requires is missing', 'Write this part of the council’s section'],
  BUDGET_MISMATCH: ['The parts of the budget do not add up to its total', 'Set the amounts right'],
  MALFORMED: ['A part of the draft is not in its form', 'Save that section again'],
};

/** A code that has no words here is said by its title. */
export function wordsFor(code: RefusalCode): {
  readonly title: string;
  readonly text: string;
  readonly remedy: string;
} {
  const [, title] = REFUSALS[code];
  const [text, remedy] = WORDS[code] ?? [title, title];
  return { title, text, remedy };
}
