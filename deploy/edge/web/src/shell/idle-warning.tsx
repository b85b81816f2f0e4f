import type { Markup } from '@carethread/govuk';
import { IdleDialog } from '../enhance/idle-dialog.js';
import { sharedWords } from '../words/codes.js';
import { OWN } from './posted.js';
import type { Language } from '../session/session.js';

interface IdleWarningProps {
  readonly endsAfter: number;
  readonly language: Language;
  readonly csrf: string;
  readonly path: string;
}

const WARNS_BEFORE = 300;

/** The warning before a session ends. To stay, the language that the user has is chosen once more: any request is a sign of life. */
export const IdleWarning = ({ endsAfter, language, csrf, path }: IdleWarningProps): Markup => (
  <IdleDialog
    endsAfter={endsAfter}
    warnsBefore={WARNS_BEFORE}
    stayAt="/account/language"
    outAt="/sign-in"
    words={sharedWords(language).shell.idle}
  >
    <input type="hidden" name={OWN.csrf} value={csrf} />
    <input type="hidden" name="language" value={language} />
    <input type="hidden" name="to" value={path} />
  </IdleDialog>
);
