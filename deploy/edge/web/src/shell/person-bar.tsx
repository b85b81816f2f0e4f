import type { Language } from '../session/session.js';
import { sharedWords } from '../words/codes.js';
import { ageOn, dayText } from '../words/dates.js';
import type { PersonShown } from './person-shown.js';

interface PersonBarProps {
  readonly person: PersonShown;
  readonly language: Language;
  readonly now: string;
}

/** Who this page is about: on every page of a person, so that nobody writes into the wrong record. */
export const PersonBar = ({ person, language, now }: PersonBarProps) => {
  const { bar } = sharedWords(language);
  const { preferred, born, estimatedBirth, died, allergies, communicates } = person;
  return (
    <section class="ct-person" aria-label={bar.label}>
      <span class="ct-person__name">{person.fullName}</span>
      {preferred === undefined ? null : <span>{bar.known(preferred)}</span>}
      {born === undefined ? null : (
        <span>
          {bar.born} {dayText(language, born)} ({ageOn(born, died ?? now)})
        </span>
      )}
      {born === undefined && estimatedBirth !== undefined ? (
        <span>
          {bar.born} {bar.about} {estimatedBirth}
        </span>
      ) : null}
      {allergies === undefined ? null : (
        <strong>{allergies.length === 0 ? bar.noAllergies : `${bar.allergic} ${allergies.join(', ')}`}</strong>
      )}
      {communicates.length === 0 ? null : (
        <span>
          {bar.communicates}: {communicates.join(', ')}
        </span>
      )}
      {died === undefined ? null : <p class="ct-person__banner">{bar.died(dayText(language, died))}</p>}
    </section>
  );
};
