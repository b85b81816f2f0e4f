import { copyIndex } from './copy-index.js';
import { disclosedCopies } from './disclosed-copies.js';
import { narratives } from './narratives.js';
import { refusedPublications } from './refused-publications.js';

export const views = [refusedPublications, copyIndex, disclosedCopies, narratives];
