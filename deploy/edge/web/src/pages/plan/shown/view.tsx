import { Button, InsetText, Tag, WarningText, type Markup } from '@carethread/govuk';
import { present } from '@carethread/ledger';
import { FormMarkup } from '../../../shell/form-markup.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { ChangeView, type ShownChange } from '../change-view.js';
import { PlanContentView } from '../content-view.js';
import { words as planWords } from '../words.js';
import { readForm } from './form.js';
import type { PlanModel } from './plan-model.js';
import type { Words } from './words.js';

interface Part {
  readonly model: PlanModel;
  readonly shown: Shown<Words>;
}

export const PlanView = (model: PlanModel, shown: Shown<Words>): Markup => {
  const { words, language, name, shared } = shown;
  const { plan } = model;
  const { current } = plan;
  return (
    <>
      {current === undefined ? null : (
        <span class="govuk-caption-l">
          {words.caption(current.versionNo, dayText(language, current.effectiveFrom))}
        </span>
      )}
      <h1 class="govuk-heading-l">{codeText(shared.planKinds, plan.planKind ?? 'provider')}</h1>
      {plan.suspensions.length === 0 ? null : <WarningText text={words.suspended} iconFallbackText="!" />}
      <Reading model={model} shown={shown} />
      <div class="ct-columns">
        <div>
          {current === undefined ? (
            <InsetText text={words.noVersion} />
          ) : (
            <PlanContentView content={current.content} words={planWords[language]} name={name} />
          )}
        </div>
        <div>
          <Doing model={model} shown={shown} />
          <Versions model={model} shown={shown} />
          <LastChanges model={model} shown={shown} />
        </div>
      </div>
    </>
  );
};

/** Asks a reader of the team to say that they have read it. */
const Reading = ({ model, shown }: Part): Markup => {
  const { words } = shown;
  const { readers, userId, plan } = model;
  const own = readers?.items.find((reader) => reader.userId === userId);
  if (plan.current === undefined || !shown.offers(readForm)) return <></>;
  if (own?.read === true) return <p class="govuk-body-s">{words.haveRead}</p>;
  return (
    <>
      <WarningText text={words.unread} iconFallbackText="!" />
      <FormMarkup of={shown.form(readForm)}>
        <Button text={words.read} />
      </FormMarkup>
    </>
  );
};

const Doing = ({ model, shown }: Part): Markup => {
  const { words, may, user, place, language } = shown;
  const { plan, planId, readers } = model;
  const personId = place('personId');
  const own = plan.organisationId === undefined || plan.organisationId === user?.organisationId;
  const read = readers?.items.filter((reader) => reader.read).length ?? 0;
  return (
    <ul class="ct-links">
      {own && may('saveDraft') && plan.state !== 'closed' ? (
        <li>
          <a class="govuk-link" href={link('/people/:personId/plan/:planId/draft', { personId, planId })}>
            {words.draft}
          </a>
        </li>
      ) : null}
      {plan.nextReviewBy === undefined ? null : <li>{words.nextReview(dayText(language, plan.nextReviewBy))}</li>}
      {readers === undefined || readers.items.length === 0 ? null : (
        <li>
          {words.readers}: {words.readersText(read, readers.items.length)}
        </li>
      )}
    </ul>
  );
};

const Versions = ({ model: { versions, planId }, shown }: Part): Markup => {
  const { words, language, shared, place } = shown;
  const personId = place('personId');
  if (versions.length === 0) return <></>;
  return (
    <section aria-labelledby="versions">
      <h2 class="govuk-heading-m" id="versions">
        {words.versions}
      </h2>
      <ul class="ct-people">
        {versions
          .toSorted((one, other) => other.versionNo - one.versionNo)
          .map(({ versionNo, status, effectiveFrom, changeSummary }) => (
            <li class="ct-people__person">
              <h3 class="ct-people__name">
                <a
                  class="govuk-link"
                  href={link('/people/:personId/plan/:planId/versions/:versionNo', {
                    personId,
                    planId,
                    versionNo: String(versionNo),
                  })}
                >
                  {words.version(versionNo)}
                </a>{' '}
                <Tag
                  text={codeText(shared.planStates, status)}
                  classes={status === 'inForce' ? 'govuk-tag--green' : 'govuk-tag--grey'}
                />
              </h3>
              <p class="govuk-body-s">{words.starts(dayText(language, effectiveFrom))}</p>
              <p class="govuk-body">{changeSummary}</p>
            </li>
          ))}
      </ul>
      {versions.length < 2 ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={link('/people/:personId/plan/:planId/compare', { personId, planId })}>
            {words.compare}
          </a>
        </p>
      )}
    </section>
  );
};

const LastChanges = ({ model: { plan }, shown }: Part): Markup => {
  const { words, language } = shown;
  const changes = plan.current?.changes.filter(({ section }) => section !== undefined) ?? [];
  if (changes.length === 0 || plan.current?.versionNo === 1) return <></>;
  return (
    <section aria-labelledby="changes">
      <h2 class="govuk-heading-m" id="changes">
        {words.changes}
      </h2>
      <ul class="ct-people">
        {changes.slice(0, 10).map(({ section = '', field, from, to, reason }) => (
          <ChangeView
            change={present<ShownChange>({ section, before: from, after: to, words: [], field, reason })}
            words={planWords[language]}
            labels={words}
          />
        ))}
      </ul>
    </section>
  );
};
