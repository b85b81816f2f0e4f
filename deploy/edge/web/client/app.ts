// Enhancement only: every page works without this file.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend';
import { startIdle } from './idle.ts';
import { startKeeping } from './keep-work.ts';

createAll(Button, { preventDoubleClick: true });
for (const component of [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
])
  createAll(component);

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) startKeeping(form);
for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[data-idle]')) startIdle(dialog);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]'))
  button.addEventListener('click', () => window.print());
