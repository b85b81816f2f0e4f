import { keyClassOf } from './key-classes.js';

/** Every kind of stream that the model, the exchange and the kit have; a new one is added here with its class. */
const CLASSES = {
  core: [
    'person',
    'organisation',
    'heard',
    'involvement',
    'keyRing',
    'retention',
    'dataRequest',
    'disclosure',
    'inspection',
    'breach',
    'subscription',
    'task',
    'breakGlass',
    'cpaRegion',
    'parking',
    'clock',
  ],
  socialCare: [
    'attachment',
    'assessment',
    'handover',
    'carePlan',
    'specialistPlan',
    'serviceEpisode',
    'dailyRecord',
    'copies',
    'readers',
    'riskAssessment',
    'restriction',
    'reviewSchedule',
    'review',
    'monitoring',
    'planAudit',
    'signOff',
    'careConsent',
    'consentNotice',
    'capacity',
    'authority',
    'bestInterests',
    'advocacy',
  ],
  mentalHealth: ['cpaCase', 'cpaAttachment'],
  access: ['access'],
  staff: ['competence', 'coordinator', 'improvementPlan', 'policy'],
} as const;

describe('record classes', () => {
  it.each(
    Object.entries(CLASSES).flatMap(([keyClass, categories]) => categories.map((category) => [category, keyClass])),
  )('%s is %s', (category, keyClass) => {
    expect(keyClassOf(category)).toBe(keyClass);
  });

  it.each(['', 'somethingNew', 'constructor', '__proto__'])(
    'a category that the table does not name has none: %p',
    (category) => {
      expect(() => keyClassOf(category)).toThrow(/no record class/);
    },
  );
});
