// Keeps what was typed into a long form: every ten seconds where something changed, and when the page is left.
import { announceActivity } from './activity.ts';

const EVERY_MS = 10_000;

/** What the form would send, but files: they stay with the user until the form is sent. */
function fieldsOf(form: HTMLFormElement): string {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields.toString();
}

const clock = () =>
  new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' }).format(new Date());

export function startKeeping(form: HTMLFormElement): void {
  const place = form.dataset['keep'];
  const note = form.querySelector<HTMLElement>('[data-keep-note]');
  if (place === undefined) return;
  let kept = fieldsOf(form);
  let sending = false;

  const say = (words: string | undefined) => {
    if (note !== null && words !== undefined) note.textContent = words.replace('%{time}', clock());
  };

  async function keep(leaving: boolean): Promise<void> {
    const fields = fieldsOf(form);
    if (fields === kept || sending || place === undefined) return;
    sending = true;
    try {
      const answer = await fetch(place, {
        method: 'POST',
        body: new URLSearchParams(fields),
        credentials: 'same-origin',
        redirect: 'manual',
        keepalive: leaving,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      kept = fields;
      say(note?.dataset['keepSaved']);
      announceActivity();
    } catch {
      // The form itself still holds the words, and sending it keeps them through a new sign-in.
      say(note?.dataset['keepFailed']);
    } finally {
      sending = false;
    }
  }

  const timer = setInterval(() => void keep(false), EVERY_MS);
  form.addEventListener('submit', () => clearInterval(timer));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep(true);
  });
}
