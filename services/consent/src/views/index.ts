import { dataRequestList } from './data-request-list.js';
import { disclosureList } from './disclosure-list.js';
import { signOffList } from './sign-off-list.js';
import { signOffsBySubject } from './sign-offs-by-subject.js';

export const views = [signOffsBySubject, signOffList, dataRequestList, disclosureList];
