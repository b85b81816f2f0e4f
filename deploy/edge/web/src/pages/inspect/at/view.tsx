import { Button, DateInput, Tag, type Markup } from '@carethread/govuk';
import { chartWords, VersionAxis } from '../../../charts/index.js';
import type { Shown } from '../../../shell/shown.js';
import { PlanContentView } from '../../plan/content-view.js';
import { words as planWords } from '../../plan/words.js';
import { InspectFrame } from '../inspect-frame.js';
import { DifferenceToNow } from './difference-to-now.js';
import type { AskedDay } from './asked-days.js';
import type { InspectAt } from './inspect-at.js';
import type { Words } from './words.js';

type AtShown = Shown<Words>;

export const InspectAtView = (model: InspectAt, shown: AtShown): Markup => {
  const { words, language, now } = shown;
  const { known, about, versions, then, planId } = model;
  return (
    <InspectFrame part="at" shown={shown}>
      <form method="get" novalidate>
        {planId === undefined ? null : <input type="hidden" name="plan" value={planId} />}
        <div class="ct-columns ct-columns--even">
          <Day name="known" legend={words.known} hint={words.knownHint} asked={known} shown={shown} />
          <Day name="about" legend={words.about} hint={words.aboutHint} asked={about} shown={shown} />
        </div>
        <Button text={words.show} />
      </form>
      {planId === undefined ? (
        <p class="govuk-body">{words.noPlan}</p>
      ) : (
        <>
          <VersionAxis
            id="versions"
            title={words.versions}
            knownOn={known.day}
            about={about.day}
            today={now}
            words={chartWords(language)}
            versions={versions.map((one, index) => ({
              name: words.version(one.versionNo),
              from: one.effectiveFrom,
              to: one.supersededAt ?? versions[index + 1]?.effectiveFrom,
              recordedAt: one.publishedAt,
            }))}
          />
          {then === undefined ? (
            <p class="govuk-body">{words.none}</p>
          ) : (
            <Then model={model} then={then} shown={shown} />
          )}
        </>
      )}
    </InspectFrame>
  );
};

interface ThenProps {
  readonly model: InspectAt;
  readonly then: NonNullable<InspectAt['then']>;
  readonly shown: AtShown;
}

const Then = ({ model: { versions, known, difference }, then, shown }: ThenProps): Markup => {
  const { words, language, name } = shown;
  const { versionNo, issueNo, final } = then;
  const later = versions.filter(({ publishedAt }) => publishedAt.slice(0, 10) > known.day).length;
  return (
    <>
      <h2 class="govuk-heading-m">
        {issueNo === undefined ? words.version(versionNo) : words.issue(versionNo, issueNo)}{' '}
        <Tag text={final ? words.final : words.open} classes={final ? 'govuk-tag--green' : 'govuk-tag--yellow'} />
      </h2>
      <p class="govuk-body">{final ? words.finalText : words.openText}</p>
      {later === 0 ? null : <p class="govuk-inset-text">{words.hidden(later)}</p>}
      <PlanContentView content={then.content} words={planWords[language]} name={name} />
      <h2 class="govuk-heading-m">{words.difference}</h2>
      {difference === undefined ? (
        <p class="govuk-body">{words.same}</p>
      ) : (
        <DifferenceToNow difference={difference} shown={shown} />
      )}
    </>
  );
};

interface DayProps {
  readonly name: string;
  readonly legend: string;
  readonly hint: string;
  readonly asked: AskedDay;
  readonly shown: AtShown;
}

const Day = ({ name, legend, hint, asked: { parts, wrong }, shown }: DayProps): Markup => {
  const { words, shared } = shown;
  const part = (part: 'day' | 'month' | 'year', width: string) => ({
    name: part,
    label: shared.shell[part],
    classes: `govuk-input--width-${width}${wrong === undefined ? '' : ' govuk-input--error'}`,
    value: parts[part],
  });
  return (
    <DateInput
      id={name}
      namePrefix={name}
      fieldset={{ legend: { text: legend, classes: 'govuk-fieldset__legend--s' } }}
      hint={{ text: hint }}
      errorMessage={wrong === undefined ? undefined : { text: words[wrong] }}
      items={[part('day', '2'), part('month', '2'), part('year', '4')]}
    />
  );
};
