import { dataRequestList } from './data-request-list.js';
import { disclosureList } from './disclosure-list.js';
import { signOffList } from './sign-off-list.js';
import { signOffsBySubject } from './sign-offs-by-subject.js';
import { withdrawalList } from './withdrawal-list.js';

export const views = [signOffsBySubject, signOffList, dataRequestList, disclosureList, withdrawalList];
