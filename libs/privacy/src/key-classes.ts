import type { KeyClass } from './key-store.js';

/** The record class of every kind of stream: fixed at a stream's first event, covering every category. */
const KEY_CLASSES: Readonly<Record<string, KeyClass>> = {
  person: 'core',
  organisation: 'core',
  heard: 'core',
  involvement: 'core',
  keyRing: 'core',
  retention: 'core',
  dataRequest: 'core',
  disclosure: 'core',
  inspection: 'core',
  breach: 'core',
  subscription: 'core',
  task: 'core',
  breakGlass: 'core',
  attachment: 'socialCare',
  assessment: 'socialCare',
  handover: 'socialCare',
  carePlan: 'socialCare',
  specialistPlan: 'socialCare',
  serviceEpisode: 'socialCare',
  dailyRecord: 'socialCare',
  copies: 'socialCare',
  readers: 'socialCare',
  riskAssessment: 'socialCare',
  restriction: 'socialCare',
  reviewSchedule: 'socialCare',
  review: 'socialCare',
  monitoring: 'socialCare',
  planAudit: 'socialCare',
  signOff: 'socialCare',
  careConsent: 'socialCare',
  consentNotice: 'socialCare',
  capacity: 'socialCare',
  authority: 'socialCare',
  bestInterests: 'socialCare',
  advocacy: 'socialCare',
  cpaCase: 'mentalHealth',
  cpaAttachment: 'mentalHealth',
  cpaRegion: 'core',
  parking: 'core',
  clock: 'core',
  access: 'access',
  competence: 'staff',
  coordinator: 'staff',
  improvementPlan: 'staff',
  policy: 'staff',
};

/** Throws for a category that the table does not name: a new kind of stream decides its class before its first event. */
export function keyClassOf(category: string): KeyClass {
  const found = Object.hasOwn(KEY_CLASSES, category) ? KEY_CLASSES[category] : undefined;
  if (found === undefined) throw new Error(`streams of category ${category} have no record class`);
  return found;
}
