import { Button, CharacterCount, Checkboxes, DateInput, Radios, Select, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { cpaWords } from '../cpa-words.js';
import type { CpaLevel, Ground } from './cpa-level.js';
import { levelForm } from './form.js';
import type { Words } from './words.js';

const LONGEST = 10_000;
const SHOWN_FROM = 90;

export const LevelView = ({ found, assessments, reviews }: CpaLevel, shown: Shown<Words>): Markup => {
  const { words, shared, language } = shown;
  const form = shown.form(levelForm);
  const { levels, leanings } = cpaWords[language];
  const profile = found.indicatorProfiles.at(-1);
  const words10k = { maxlength: LONGEST, threshold: SHOWN_FROM };
  const grounds = (all: readonly Ground[], said: (day: string) => string) => [
    { value: '', text: words.none },
    ...all.map(({ id, on }) => ({ value: id, text: said(dayText(language, on)) })),
  ];
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">
        {words.now(codeText(levels, found.level ?? 'undecided'))} {words.lead}
      </p>
      <FormMarkup of={form} keeps={shared.shell.keeping}>
        <Radios
          {...form.choice('to')}
          fieldset={{ legend: { text: words.to, classes: 'govuk-fieldset__legend--m' } }}
          items={found.levelsAllowed.map((level) => ({ value: level, text: codeText(levels, level) }))}
        />
        <CharacterCount {...form.input('rationale')} {...words10k} label={{ text: words.rationale }} />
        <Select
          {...form.choice('assessment')}
          label={{ text: words.assessment }}
          items={grounds(assessments, words.assessmentRow)}
        />
        <Select {...form.choice('review')} label={{ text: words.review }} items={grounds(reviews, words.reviewRow)} />
        {profile === undefined ? null : (
          <Checkboxes
            {...form.choices('profile')}
            items={[
              {
                value: profile.profileId,
                text: words.indicators(dayText(language, profile.recordedOn), leanings[profile.leaning]),
              },
            ]}
          />
        )}
        <CharacterCount {...form.input('override')} {...words10k} label={{ text: words.override }} />
        <DateInput
          {...form.date('from', shared.shell)}
          fieldset={{ legend: { text: words.from, classes: 'govuk-fieldset__legend--s' } }}
          hint={{ text: words.fromHint }}
        />
        <Checkboxes {...form.choices('emergency')} items={[{ value: 'yes', text: words.emergency }]} />
        <Button text={words.save} />
      </FormMarkup>
    </>
  );
};
