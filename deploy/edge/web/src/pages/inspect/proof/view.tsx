import { SummaryList, Tag, type Markup } from '@carethread/govuk';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { InspectFrame } from '../inspect-frame.js';
import type { InspectProof, ProvenStream } from './inspect-proof.js';
import type { Words } from './words.js';

export const InspectProofView = ({ streams }: InspectProof, shown: Shown<Words>): Markup => {
  const { words, place } = shown;
  return (
    <InspectFrame part="proof" shown={shown}>
      <p class="govuk-body">{words.lead}</p>
      {streams.length === 0 ? <p class="govuk-body">{words.noPlans}</p> : null}
      {streams.map((one) => (
        <Proven of={one} shown={shown} />
      ))}
      <Points title={words.scope} points={words.proves} />
      <Points title={words.limits} points={words.not} />
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={link('/inspect/:personId/evidence', { personId: place('personId') })}
          aria-describedby="evidence-hint"
        >
          {words.download}
        </a>
      </p>
      <p class="govuk-hint" id="evidence-hint">
        {words.downloadHint}
      </p>
    </InspectFrame>
  );
};

const Proven = ({ of, shown }: { readonly of: ProvenStream; readonly shown: Shown<Words> }): Markup => {
  const { words, shared } = shown;
  const { stream, planKind, proof } = of;
  return (
    <section>
      <h2 class="govuk-heading-m">
        {codeText(shared.planKinds, planKind)}{' '}
        <Tag
          text={proof.valid ? words.unchanged : words.broken}
          classes={proof.valid ? 'govuk-tag--green' : 'govuk-tag--red'}
        />
      </h2>
      <p class="govuk-body">{proof.valid ? words.entries(proof.events ?? 0) : words.brokenText(proof.reason ?? '')}</p>
      <SummaryList
        rows={[
          { key: { text: words.stream }, value: { html: <code>{stream}</code> } },
          { key: { text: words.head }, value: { html: <code>{proof.head ?? ''}</code> } },
        ]}
      />
    </section>
  );
};

const Points = ({ title, points }: { readonly title: string; readonly points: readonly string[] }): Markup => (
  <>
    <h2 class="govuk-heading-s">{title}</h2>
    <ul class="govuk-list govuk-list--bullet">
      {points.map((point) => (
        <li>{point}</li>
      ))}
    </ul>
  </>
);
