import { SubNavigation, type Markup } from '@carethread/govuk';
import type { Child } from 'hono/jsx';
import type { PageShown } from '../../shell/shown.js';
import { inspectParts, PART_WORDS, type InspectPart } from './inspect-parts.js';

interface InspectFrameProps {
  readonly part: InspectPart;
  readonly shown: PageShown;
  readonly children?: Child;
}

/** A page of an inspected record, with its other pages before it. */
export const InspectFrame = ({ part, shown, children }: InspectFrameProps): Markup => {
  const { language, place, user } = shown;
  return (
    <>
      <SubNavigation
        label={PART_WORDS[language].label}
        items={inspectParts(language, place('personId'), part, user?.role)}
      />
      <h1 class="govuk-heading-l">{PART_WORDS[language][part]}</h1>
      {children}
    </>
  );
};
