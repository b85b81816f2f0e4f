export { checkContent, checkSection, contentFaults, memberFaults, sectionFaults } from './check.js';
export { PlanContentBody, PlanDraftBody } from './plan-content.js';
export { DESIRED_CHANGES } from './goals.js';
export { RECORDING_FORMATS } from './planning.js';
