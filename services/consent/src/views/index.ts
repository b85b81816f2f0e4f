import { signOffsBySubject } from './sign-offs-by-subject.js';

export const views = [signOffsBySubject];
