import { OpenCode } from './contract-fields.js';
import { Id } from './fields.js';
import { Words } from './written-fields.js';

/** Somebody, by kind, id, name or role. */
export class Party {
  @OpenCode({ optional: true }) readonly kind?: string;
  @Id({ optional: true }) readonly id?: string;
  @Words({ optional: true }) readonly name?: string;
  @Words({ optional: true }) readonly role?: string;
}
