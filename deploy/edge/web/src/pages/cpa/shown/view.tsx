import { Button, Tag, type Markup } from '@carethread/govuk';
import { chartWords, LevelSteps } from '../../../charts/index.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText, workTitle } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { DueItem } from '../../due-item.js';
import { cpaWords } from '../cpa-words.js';
import type { CpaShown } from './cpa-shown.js';
import { Indicators } from './indicators.js';
import type { Words } from './words.js';

type CpaViewShown = Shown<Words>;

/** The highest first, as the steps are drawn. */
const LEVELS = ['complex', 'enhanced', 'standard', 'notApplicable', 'undecided'] as const;

export const CpaView = (model: CpaShown, shown: CpaViewShown): Markup => {
  const { words, language, place, may } = shown;
  const { found } = model;
  const personId = place('personId');
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      {found.closedAt === undefined ? null : (
        <p class="govuk-inset-text">{words.closed(dayText(language, found.closedAt))}</p>
      )}
      {found.closedAt === undefined ? (
        <div class="govuk-button-group">
          {may('logContact') ? (
            <Button href={link('/people/:personId/cpa/contact', { personId })} text={words.logContact} />
          ) : null}
          {may('recordIndicators') ? (
            <Button
              href={link('/people/:personId/cpa/indicators', { personId })}
              text={words.recordIndicators}
              classes="govuk-button--secondary"
            />
          ) : null}
          <Button
            href={link('/people/:personId/cpa/level', { personId })}
            text={words.decide}
            classes="govuk-button--secondary"
          />
        </div>
      ) : null}
      <Levels model={model} shown={shown} />
      <Contacts model={model} shown={shown} />
      <h2 class="govuk-heading-m">{words.indicators}</h2>
      <Indicators profile={found.indicatorProfiles.at(-1)} words={words} language={language} />
    </>
  );
};

interface PartProps {
  readonly model: CpaShown;
  readonly shown: CpaViewShown;
}

const Levels = ({ model: { found, names }, shown }: PartProps): Markup => {
  const { words, language, now } = shown;
  const { levels } = cpaWords[language];
  const held = found.history.filter(({ overtakenAt }) => overtakenAt === undefined);
  const used = LEVELS.filter((level) => found.levelsAllowed.includes(level) || held.some((one) => one.level === level));
  return (
    <>
      <h2 class="govuk-heading-m">
        {words.level} <Tag text={codeText(levels, found.level ?? 'undecided')} />
      </h2>
      <LevelSteps
        id="level"
        title={words.level}
        levels={used.map((level) => levels[level])}
        today={now}
        words={chartWords(language)}
        entries={held.map(({ level, effectiveFrom, cause, rationale, emergency, decidedBy }) => ({
          level: codeText(levels, level),
          from: effectiveFrom,
          why: words.decided(
            [rationale ?? words.causes[cause], emergency === true ? words.emergency : '']
              .filter((part) => part !== '')
              .join(', '),
            decidedBy === undefined ? '' : (names.get(decidedBy) ?? ''),
          ),
        }))}
      />
    </>
  );
};

const Contacts = ({ model: { found, names }, shown }: PartProps): Markup => {
  const { words, shared, language, now } = shown;
  const { coordinatorId, coordinator, contact, contacts, obligations } = found;
  const name = coordinatorId === null ? words.nobody : (names.get(coordinatorId) ?? shared.roles.CC);
  const due = obligations.filter(({ status }) => status === 'open' || status === 'missed');
  return (
    <>
      <h2 class="govuk-heading-m">{words.contact}</h2>
      <p class="govuk-body">
        {words.coordinator}: {name}
        {coordinator?.interim === true ? ` (${words.interim})` : null}
      </p>
      <ul class="ct-due">
        {contact === undefined ? null : (
          <DueItem
            title={words.expected}
            href={undefined}
            dueAt={contact.expectedBy}
            now={now}
            language={language}
            shared={shared}
          />
        )}
        {due.map(({ kind, dueAt }) => (
          <DueItem
            title={workTitle(shared, kind)}
            href={undefined}
            dueAt={dueAt}
            now={now}
            language={language}
            shared={shared}
          />
        ))}
      </ul>
      {contacts.length === 0 ? <p class="govuk-body">{words.noContact}</p> : null}
      <ul class="govuk-list govuk-list--bullet">
        {contacts
          .toReversed()
          .slice(0, SHOWN)
          .map(({ at, outcome, note }) => (
            <li>
              {words.contactRow(dayText(language, at), codeText(cpaWords[language].contacts, outcome))}
              {note === undefined ? null : `. ${note}`}
            </li>
          ))}
      </ul>
    </>
  );
};

/** The last contacts; earlier ones are in the record. */
const SHOWN = 10;
