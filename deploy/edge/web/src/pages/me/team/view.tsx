import type { Markup } from '@carethread/govuk';
import type { Shown } from '../../../shell/shown.js';
import type { Words } from './words.js';

export interface Team {
  /** Names, as far as they are known to the person; undefined where they are not. */
  readonly keyworkers: readonly (string | undefined)[];
  readonly team: readonly (string | undefined)[];
  readonly contacts: readonly string[];
}

export const TeamView = ({ keyworkers, team, contacts }: Team, { words }: Shown<Words>): Markup => (
  <>
    <h1 class="govuk-heading-l">{words.title}</h1>
    {keyworkers.length + team.length + contacts.length === 0 ? <p class="govuk-body-l">{words.nobody}</p> : null}
    <Names title={words.keyworker} about={words.keyworkerAbout} of={keyworkers} unnamed={words.unnamed} />
    <Names title={words.team} about={words.teamAbout} of={team} unnamed={words.unnamed} />
    <Names title={words.contacts} about={words.contactsAbout} of={contacts} unnamed={words.unnamed} />
  </>
);

const Names = ({
  title,
  about,
  of,
  unnamed,
}: {
  readonly title: string;
  readonly about: string;
  readonly of: readonly (string | undefined)[];
  readonly unnamed: string;
}): Markup =>
  of.length === 0 ? (
    <></>
  ) : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <p class="govuk-body">{about}</p>
      <ul class="govuk-list govuk-list--bullet">
        {of.map((name) => (
          <li>{name ?? unnamed}</li>
        ))}
      </ul>
    </>
  );
