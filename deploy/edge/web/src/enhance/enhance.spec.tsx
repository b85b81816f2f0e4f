import { IdleDialog } from './idle-dialog.js';
import { KeepNote } from './keep-note.js';

describe('what the scripts of a page start from', () => {
  it('is a closed dialog with its limits and words, and a form that works by itself', () => {
    const html = (
      <IdleDialog
        endsAfter={1800}
        warnsBefore={300}
        stayAt="/session/stay"
        outAt="/sign-out"
        words={{
          title: 'Are you still there?',
          left: {
            one: 'You will be signed out in %{count} minute.',
            other: 'You will be signed out in %{count} minutes.',
          },
          kept: 'We keep what you have typed for 7 days.',
          stay: 'Stay signed in',
        }}
      >
        <input type="hidden" name="_csrf" value="token" />
      </IdleDialog>
    ).toString();
    expect(html).toContain(
      '<dialog class="ct-idle" aria-labelledby="idle-title" data-idle="1800" data-idle-warns="300"',
    );
    expect(html).not.toMatch(/<dialog[^>]*\sopen/);
    expect(html).toContain(
      '<form method="post" action="/session/stay"><input type="hidden" name="_csrf" value="token"/>',
    );
    expect(html).toContain('aria-live="polite"');
  });

  it('is an empty note with the words that the script puts in', () => {
    const html = (<KeepNote saved="Saved %{time}" failed="Not saved yet" />).toString();
    expect(html).toBe(
      '<p class="ct-kept" data-keep-note="" data-keep-saved="Saved %{time}" data-keep-failed="Not saved yet"></p>',
    );
  });
});
