import type { Basic, Extension } from './resources.js';
import { TOPIC_ID, topicIn } from './vocabulary.js';

const R5 = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic';
const R4B = 'http://hl7.org/fhir/4.3/StructureDefinition/extension-SubscriptionTopic';
const TYPES = 'http://hl7.org/fhir/fhir-types';

const DESCRIPTION =
  'The care and support plan of somebody whom the subscriber serves has changed: a version was published, corrected, suspended, resumed or closed. A change of whom the subscriber serves takes a number as well, without a focus.';

/** The topic: in R4 a Basic resource with the members of a SubscriptionTopic as extensions. */
export function topicResource(base: string): Basic {
  const trigger: readonly Extension[] = [
    { url: 'description', valueMarkdown: DESCRIPTION },
    { url: 'resource', valueUri: 'http://hl7.org/fhir/StructureDefinition/CarePlan' },
    { url: 'supportedInteraction', valueCode: 'create' },
    { url: 'supportedInteraction', valueCode: 'update' },
  ];
  return {
    resourceType: 'Basic',
    id: TOPIC_ID,
    extension: [
      { url: `${R5}.url`, valueUri: topicIn(base) },
      { url: `${R5}.version`, valueString: '1' },
      { url: `${R5}.name`, valueString: 'CarePlanChanged' },
      { url: `${R5}.title`, valueString: 'Care plan changed' },
      { url: `${R5}.date`, valueDateTime: '2026-11-30' },
      { url: `${R5}.description`, valueMarkdown: DESCRIPTION },
      { url: `${R4B}.resourceTrigger`, extension: trigger },
      { url: `${R4B}.notificationShape`, extension: [{ url: 'resource', valueUri: 'CarePlan' }] },
    ],
    modifierExtension: [{ url: `${R5}.status`, valueCode: 'active' }],
    code: { coding: [{ system: TYPES, code: 'SubscriptionTopic' }] },
  };
}
