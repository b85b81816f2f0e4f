import { Button, Select, type Markup } from '@carethread/govuk';
import { present } from '@carethread/ledger';
import { chartWords, YearLine } from '../../../charts/index.js';
import { link, type Address } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText, timeText } from '../../../words/dates.js';
import { InspectFrame } from '../inspect-frame.js';
import { eventWords } from '../recorded-words.js';
import { SERVICES, type InspectRecord } from './inspect-record.js';
import type { Words } from './words.js';
import { WideTable } from '../../../shell/wide-table.js';

type Entry = NonNullable<InspectRecord['timeline']>['items'][number];
type RecordShown = Shown<Words>;

export const InspectRecordView = (model: InspectRecord, shown: RecordShown): Markup => {
  const { words, shared, may, place } = shown;
  const personId = place('personId');
  return (
    <InspectFrame part="record" shown={shown}>
      <h2 class="govuk-heading-m">{words.plans}</h2>
      {model.plans.length === 0 ? <p class="govuk-body">{words.noPlans}</p> : null}
      <ul class="govuk-list">
        {model.plans.map(({ planId, planKind, state, versionNo }) => {
          const plan = codeText(shared.planKinds, planKind);
          return (
            <li>
              {versionNo === undefined ? plan : words.version(plan, versionNo)}, {codeText(shared.planStates, state)}
              {may('getPersonTimeline') ? (
                <>
                  .{' '}
                  <a class="govuk-link" href={link('/inspect/:personId/at', { personId }, { plan: planId })}>
                    {words.then}
                    <span class="govuk-visually-hidden">: {plan}</span>
                  </a>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {model.timeline === undefined ? null : <Entries model={model} timeline={model.timeline} shown={shown} />}
    </InspectFrame>
  );
};

interface EntriesProps {
  readonly model: InspectRecord;
  readonly timeline: NonNullable<InspectRecord['timeline']>;
  readonly shown: RecordShown;
}

const Entries = ({ model, timeline, shown }: EntriesProps): Markup => {
  const { words, language, place } = shown;
  const { items, next, gaps } = timeline;
  const personId = place('personId');
  const days = Map.groupBy(items, ({ recordedAt }) => dayText(language, recordedAt));
  const [first, last] = [items.at(0), items.at(-1)];
  return (
    <>
      <h2 class="govuk-heading-m">{words.title}</h2>
      <Filters model={model} shown={shown} />
      {gaps.length === 0 ? null : <p class="govuk-inset-text">{words.gaps(gaps.length)}</p>}
      {first === undefined || last === undefined ? (
        <p class="govuk-body">{words.nothing}</p>
      ) : (
        <YearLine
          id="recorded"
          title={words.picture}
          from={first.recordedAt}
          to={last.recordedAt}
          words={chartWords(language)}
          events={[...days].map(([, [entry = first, ...more]]) => ({
            on: entry.recordedAt,
            what: happened([entry, ...more], words),
          }))}
        />
      )}
      {[...days].map(([day, entries]) => (
        <WideTable label={day} caption={day} head={[words.when, words.what, words.service, words.who]}>
          {entries.map((entry) => (
            <EntryRow entry={entry} model={model} shown={shown} />
          ))}
        </WideTable>
      ))}
      <p class="govuk-body">
        {next === undefined ? null : (
          <a class="govuk-link" href={entriesAt(personId, model, { after: next })}>
            {words.more}
          </a>
        )}{' '}
        {model.isLater ? (
          <a class="govuk-link" href={entriesAt(personId, model, {})}>
            {words.first}
          </a>
        ) : null}
      </p>
    </>
  );
};

/** So many kinds of entries of one day are named in the picture; the table has them all. */
const NAMED = 4;

function happened(entries: readonly Entry[], words: Words): string {
  const kinds = [...new Set(entries.map(({ type }) => eventWords(type)))];
  const rest = kinds.length - NAMED;
  return [...kinds.slice(0, NAMED), rest > 0 ? words.andMore(rest) : ''].filter((part) => part !== '').join(', ');
}

/** The same page with what was chosen, and something else beside. */
function entriesAt(
  personId: string,
  { service, type }: Pick<InspectRecord, 'service' | 'type'>,
  more: Readonly<Record<string, string>>,
): Address {
  return link('/inspect/:personId', { personId }, present<Record<string, string>>({ service, type, ...more }));
}

const Filters = ({ model: { service, type }, shown }: Pick<EntriesProps, 'model' | 'shown'>): Markup => {
  const { words, place } = shown;
  return (
    <>
      <form method="get">
        {type === undefined ? null : <input type="hidden" name="type" value={type} />}
        <Select
          id="service"
          name="service"
          label={{ text: words.service }}
          value={service ?? ''}
          items={[
            { value: '', text: words.everyService },
            ...SERVICES.map((one) => ({ value: one, text: words.services[one] })),
          ]}
        />
        <Button text={words.filter} classes="govuk-button--secondary" />
      </form>
      {type === undefined ? null : (
        <p class="govuk-body">
          {words.only(eventWords(type))}{' '}
          <a class="govuk-link" href={link('/inspect/:personId', { personId: place('personId') })}>
            {words.everything}
          </a>
        </p>
      )}
    </>
  );
};

interface EntryRowProps {
  readonly entry: Entry;
  readonly model: InspectRecord;
  readonly shown: RecordShown;
}

const EntryRow = ({ entry, model, shown }: EntryRowProps): Markup => {
  const { words, shared, language, place } = shown;
  const { type, recordedAt, effectiveFrom, service, actor, erased } = entry;
  const later = dayText(language, effectiveFrom) !== dayText(language, recordedAt);
  return (
    <tr class="govuk-table__row">
      <td class="govuk-table__cell">{timeText(language, recordedAt)}</td>
      <td class="govuk-table__cell">
        <a class="govuk-link" lang="en" href={entriesAt(place('personId'), { service: model.service, type }, {})}>
          {eventWords(type)}
        </a>
        {later ? <span class="govuk-body-s"> {words.effective(dayText(language, effectiveFrom))}</span> : null}
        {erased === true ? <strong class="govuk-body-s"> {words.erased}</strong> : null}
      </td>
      <td class="govuk-table__cell">{codeText(words.services, service)}</td>
      <td class="govuk-table__cell">
        {model.names.get(actor.user) ??
          (actor.role === 'SY' && actor.organisation === undefined
            ? words.platform
            : codeText(shared.roles, actor.role))}
      </td>
    </tr>
  );
};
