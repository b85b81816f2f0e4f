// The dialog before a session ends. Where the script does not run, the form itself states the time limit.
import { idleState } from '../src/enhance/idle-state.ts';
import { announceActivity, onActivity } from './activity.ts';

/** Words for each plural form of the page's language, as the server wrote them. */
function pluralsOf(text: string | undefined): ReadonlyMap<string, unknown> {
  const words: unknown = text === undefined ? {} : JSON.parse(text);
  return new Map(typeof words === 'object' && words !== null ? Object.entries(words) : []);
}

export function startIdle(dialog: HTMLDialogElement): void {
  const { idle, idleWarns, idleOut, idleMinutes } = dialog.dataset;
  const stay = dialog.querySelector('form');
  const left = dialog.querySelector('[data-idle-left]');
  const limits = { endsMs: Number(idle) * 1000, warnsMs: Number(idleWarns) * 1000 };
  const words = pluralsOf(idleMinutes);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  let active = Date.now();
  let said = '';

  function close(): void {
    active = Date.now();
    if (dialog.open) dialog.close();
  }

  async function remain(): Promise<void> {
    if (stay === null) return;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(stay)) if (typeof value === 'string') body.append(name, value);
    const answer = await fetch(stay.action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
    // A redirect is the answer to a form that was sent: it comes as "opaqueredirect" here.
    if (answer?.ok === true || answer?.type === 'opaqueredirect') announceActivity();
    else stay.submit();
  }

  onActivity(close);
  announceActivity();
  stay?.addEventListener('submit', (event) => {
    event.preventDefault();
    void remain();
  });
  // Escape says the same as the button: the user is there.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void remain();
  });

  // By the clock and not by counting: timers stand still while a device sleeps.
  setInterval(() => {
    const state = idleState(Date.now() - active, limits);
    if (state.kind === 'quiet') return;
    if (state.kind === 'ended') {
      if (idleOut !== undefined) location.assign(idleOut);
      return;
    }
    if (!dialog.open) dialog.showModal();
    const text = String(words.get(plural.select(state.minutes)) ?? words.get('other') ?? '');
    const shown = text.replace('%{count}', String(state.minutes));
    if (left !== null && shown !== said) left.textContent = shown;
    said = shown;
  }, 1000);
}
