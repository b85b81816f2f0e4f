import { Tag, type Markup } from '@carethread/govuk';
import type { Child } from 'hono/jsx';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText, workTitle } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { readable } from '../../../words/readable.js';
import { DueItem } from '../../due-item.js';
import { workLink } from '../../work-link.js';
import type { StaffNames } from '../staff-names.js';
import type { Words } from './words.js';

export interface PersonModel {
  readonly overview: AnswerOf<'getPersonOverview'>;
  readonly names: StaffNames;
  readonly organisationId: string | undefined;
}

interface Part {
  readonly model: PersonModel;
  readonly shown: Shown<Words>;
}

export const PersonView = (model: PersonModel, shown: Shown<Words>): Markup => {
  const { words, shared } = shown;
  const { missing } = model.overview;
  return (
    <>
      <h1 class="govuk-heading-l">{words.overview}</h1>
      {missing.length === 0 ? null : <p class="govuk-inset-text">{shared.shell.missing(missing)}</p>}
      <div class="ct-columns">
        <div>
          <Due model={model} shown={shown} />
          <Plans model={model} shown={shown} />
        </div>
        <div>
          <Team model={model} shown={shown} />
          <Risks model={model} shown={shown} />
        </div>
      </div>
    </>
  );
};

const Section = ({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: Child;
}) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
);

const Due = ({ model: { overview }, shown: { words, shared, language, now } }: Part): Markup => {
  const items = [...overview.work.items, ...overview.nextDates.filter(({ type }) => type === 'obligation')];
  const known = new Set<string>();
  const once = items.filter(({ id }) => !known.has(id) && known.add(id) !== undefined);
  return (
    <Section id="due" title={words.due}>
      {once.length === 0 ? <p class="govuk-body">{words.nothingDue}</p> : null}
      <ul class="ct-due">
        {once.slice(0, 12).map((item) => (
          <DueItem
            title={workTitle(shared, item.kind, item.title)}
            href={item.type === 'signOff' ? workLink({ ...item, personId: overview.personId }) : undefined}
            dueAt={item.dueAt}
            now={now}
            language={language}
            shared={shared}
          />
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href={link('/people/:personId/due', { personId: overview.personId })}>
          {words.allDue}
        </a>
      </p>
    </Section>
  );
};

const Plans = ({ model: { overview, organisationId }, shown }: Part): Markup => {
  const { words, shared, language, may } = shown;
  const role = shown.user?.role;
  const { personId, plans = [], consent = [] } = overview;
  const own = plans.some((plan) => plan.organisationId === organisationId && plan.state !== 'closed');
  return (
    <Section id="plans" title={words.plans}>
      {plans.length === 0 ? <p class="govuk-body">{words.noPlans}</p> : null}
      <ul class="ct-people">
        {plans.map((plan) => {
          const agreed = consent.find(({ planId }) => planId === plan.id);
          return (
            <li class="ct-people__person">
              <h3 class="ct-people__name">
                <a class="govuk-link" href={link('/people/:personId/plan/:planId', { personId, planId: plan.id })}>
                  {codeText(shared.planKinds, plan.planKind)}
                </a>{' '}
                <Tag text={codeText(shared.planStates, plan.state)} classes="govuk-tag--grey" />{' '}
                {agreed?.withdrawn === undefined || agreed.withdrawn.length === 0 ? null : (
                  <Tag
                    text={agreed.withdrawn === 'whole' ? words.withdrawn : words.partlyWithdrawn}
                    classes="govuk-tag--red"
                  />
                )}
              </h3>
              <p class="govuk-body-s">
                {[
                  plan.versionNo === undefined ? '' : words.version(plan.versionNo),
                  plan.nextReviewBy === undefined ? '' : words.nextReview(dayText(language, plan.nextReviewBy)),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </p>
              {plan.organisationId === organisationId && plan.state !== 'closed' && may('saveDraft') ? (
                <p class="govuk-body-s">
                  <a
                    class="govuk-link"
                    href={link('/people/:personId/plan/:planId/draft', { personId, planId: plan.id })}
                  >
                    {words.draft}
                  </a>
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      {!own && organisationId !== undefined && role !== undefined && ['KW', 'SM', 'RM'].includes(role) ? (
        <p class="govuk-body">
          <a class="govuk-link" href={link('/people/:personId/plan/new', { personId })}>
            {words.open}
          </a>
        </p>
      ) : null}
    </Section>
  );
};

const Team = ({ model: { overview, names }, shown: { words } }: Part): Markup => {
  const { careTeams = [] } = overview;
  return (
    <Section id="team" title={words.team}>
      {careTeams.length === 0 ? <p class="govuk-body">{words.noTeam}</p> : null}
      <ul class="govuk-list">
        {careTeams.map(({ keyworkerId, members = [] }) => (
          <li>
            {names.has(keyworkerId ?? '') ? `${words.keyworker}: ${names.get(keyworkerId ?? '') ?? ''}, ` : null}
            {words.members(members.length)}
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Risks = ({ model: { overview }, shown: { words } }: Part): Markup => {
  const { risks = [], restrictions = [] } = overview;
  const open = risks.filter(({ state }) => state !== 'closed');
  return (
    <Section id="risks" title={words.risks}>
      {open.length === 0 && restrictions.length === 0 ? <p class="govuk-body">{words.noRisks}</p> : null}
      <ul class="govuk-list">
        {open.map(({ domain, conclusion }) => (
          <li>
            {readable(domain ?? words.risks)}
            {conclusion === undefined || conclusion === null ? null : `: ${readable(conclusion)}`}
          </li>
        ))}
        {restrictions.map(({ measure, unauthorised }) => (
          <li>
            {readable(measure ?? words.restrictions)}{' '}
            {unauthorised === true ? <Tag text={words.unauthorised} classes="govuk-tag--red" /> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
};
