export { chartWords } from './chart-words.js';
export type { ChartWords } from './chart-words.js';
export { LevelSteps } from './level-steps.js';
export { ObligationsCalendar } from './obligations-calendar.js';
export { OutcomeProgress } from './outcome-progress.js';
export { OverdueGrid } from './overdue-grid.js';
export { VersionAxis } from './version-axis.js';
export { YearLine } from './year-line.js';
