import { isEmail } from 'class-validator';
import { check, field, formRule, type FieldOptions } from './fields.js';

/** Fields that say how and when somebody is reached. */
const LONGEST_ADDRESS = 254;

/** An address that mail servers everywhere take: in ASCII, without a name beside it, so that no header can be made of it. */
export function isEmailAddress(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= LONGEST_ADDRESS &&
    isEmail(value, { allow_utf8_local_part: false, allow_display_name: false, allow_ip_domain: false })
  );
}

export function EmailAddress(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'carethread-email', maxLength: LONGEST_ADDRESS },
    [check('emailAddress', 'must be an e-mail address', isEmailAddress, formRule)],
    options,
  );
}

const ZONE = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Whether clocks somewhere go by this name. An offset is no place: it knows no summer time. */
export function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || !ZONE.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A time zone by its name in the IANA database. */
export function TimeZone(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'carethread-time-zone', maxLength: 64 },
    [check('timeZone', 'must be a time zone such as Europe/London', isTimeZone, formRule)],
    options,
  );
}
