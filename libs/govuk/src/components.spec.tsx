import {
  SubNavigation,
  Badge,
  Button,
  ErrorSummary,
  Fieldset,
  IdentityBar,
  InsetText,
  SideNavigation,
  Template,
  Timeline,
} from './index.js';

/** What a page sends. */
const htmlOf = (element: object) => element.toString();

const HOSTILE = `<script>alert("x")</script>&'`;
const ESCAPED = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;';

describe('a component', () => {
  it('takes what stands between its tags', () => {
    expect(htmlOf(<Button classes="govuk-button--secondary">Save and come back</Button>)).toBe(
      '<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">\n  Save and come back\n</button>',
    );
  });

  it('holds other components', () => {
    const html = htmlOf(
      <Fieldset legend={{ text: 'When' }}>
        <InsetText>
          Before <b>noon</b>
        </InsetText>
      </Fieldset>,
    );
    expect(html).toContain('<div class="govuk-inset-text">\n  Before <b>noon</b>\n</div>');
    expect(html).toContain('govuk-fieldset__legend');
  });

  it.each([
    ['an option of words', <Button text={HOSTILE} />],
    ['children', <Button>{HOSTILE}</Button>],
    ['markup from TSX', <InsetText html={<p>{HOSTILE}</p>} />],
    ['an attribute', <Button text="x" attributes={{ title: HOSTILE }} />],
    ['a value', <Button text="x" value={HOSTILE} />],
    ['a nested option', <ErrorSummary titleText="x" errorList={[{ text: HOSTILE, href: '#name' }]} />],
    ['a badge of MOJ', <Badge text={HOSTILE} />],
    ['the title of a page', page(HOSTILE)],
  ])('escapes %s', (_, element) => {
    expect(htmlOf(element)).toContain(ESCAPED);
    expect(htmlOf(element)).not.toContain('<script>alert');
  });

  it('refuses a string as markup, and an address with a scheme or a host of its own', () => {
    const untyped = (options: object): object => JSON.parse(JSON.stringify(options));
    expect(() => htmlOf(<InsetText text="" {...untyped({ html: '<b>' })} />)).toThrow('takes markup from TSX');
    for (const href of ['javascript:alert(1)', '//elsewhere.example', '/\\elsewhere.example', 'data:text/html,x'])
      expect(() => htmlOf(<Button text="x" {...untyped({ href })} />)).toThrow('is not an address');
  });

  it('refuses what is not there yet inside a macro', () => {
    const Later = () => Promise.resolve(<p>later</p>);
    expect(() => htmlOf(<InsetText html={<Later />} />)).toThrow('asynchronous');
  });
});

describe('components of MOJ', () => {
  it('tells a timeline with the time of the United Kingdom', () => {
    const html = htmlOf(
      <Timeline
        headingLevel={3}
        items={[
          {
            label: { text: 'Version 2' },
            byline: { text: 'Sam Keyworker' },
            datetime: { timestamp: '2026-07-01T10:30:00Z', type: 'datetime' },
            text: 'Start an hour later',
          },
          { label: { text: 'Version 1' }, datetime: { timestamp: '2026-01-07T00:00:00Z', type: 'datetime' }, text: '' },
        ]}
      />,
    );
    expect(html).toContain('<h3 class="moj-timeline__title">Version 2</h3>');
    expect(html).toContain('by Sam Keyworker');
    expect(html).toContain('<time datetime="2026-07-01T10:30:00Z">1 July 2026 at 11:30am</time>');
    expect(html).toContain('7 January 2026 at 12am');
  });

  it('names the person of a page', () => {
    const html = htmlOf(<IdentityBar title={{ html: <strong>Alder Example</strong> }} />);
    expect(html).toContain('<span class="moj-identity-bar__title"><strong>Alder Example</strong></span>');
  });

  it('puts pages in a row', () => {
    const html = htmlOf(<SubNavigation label="Record" items={[{ text: 'Proof', href: '/proof', active: true }]} />);
    expect(html).toContain('aria-label="Record"');
    expect(html).toContain('aria-current="page"');
  });

  it('says in a side navigation where the user is', () => {
    const html = htmlOf(
      <SideNavigation
        label="Plan"
        items={[
          { text: 'What matters', href: '/people/1/plan', active: true },
          { text: 'Risks', href: '/people/1/risks' },
        ]}
      />,
    );
    expect(html).toContain('aria-label="Plan"');
    expect(html.match(/aria-current="location"/g)).toHaveLength(1);
  });
});

function page(title: string) {
  return (
    <Template
      title={title}
      lang="cy"
      skipTo="Neidio i’r prif gynnwys"
      styles={['/assets/app.1.css']}
      classScript="/assets/class.2.js"
      scripts={['/assets/app.3.js']}
      header={<p>header</p>}
      footer={<p>footer</p>}
      bodyEnd={<p>end</p>}
    >
      <h1>Heddiw</h1>
    </Template>
  );
}

describe('the page template', () => {
  const html = htmlOf(page('Heddiw'));

  it('is a whole document in the language of the user', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="cy" class="govuk-template">/);
    expect(html).toContain('<title>Heddiw</title>');
    expect(html).toContain('<main class="govuk-main-wrapper" id="main-content"><h1>Heddiw</h1></main>');
  });

  it('sets the class of script first of all in the body, in a file that is not deferred', () => {
    expect(html).toMatch(/<body class="govuk-template__body"><script src="\/assets\/class\.2\.js"><\/script>/);
  });

  it('has no script, no style and no handler in it', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/);
  });

  it('shows nothing that only GOV.UK may show', () => {
    expect(html).not.toMatch(/crown|crest|gov\.uk\/|GOV\.UK|govuk-icon|favicon/i);
  });
});
