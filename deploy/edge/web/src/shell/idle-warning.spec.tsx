import { IdleWarning } from './idle-warning.js';

it.each([
  ['en', 'Stay signed in'],
  ['cy', 'Aros wedi mewngofnodi'],
] as const)('warns in the language of the user, and stays by a form of theirs: %s', (language, stay) => {
  const html = (<IdleWarning endsAfter={1800} language={language} csrf="token" path="/today" />).toString();
  expect(html).toContain('data-idle="1800" data-idle-warns="300"');
  expect(html).toContain('<form method="post" action="/account/language">');
  expect(html).toContain('name="_csrf" value="token"');
  expect(html).toContain(`name="language" value="${language}"`);
  expect(html).toContain(stay);
});
