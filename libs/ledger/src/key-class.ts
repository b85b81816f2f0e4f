/** A record class: its own key per subject, its own retention. Fixed per stream at its first event (architecture §4). */
export const KEY_CLASSES = ['core', 'socialCare', 'mentalHealth', 'access', 'staff'] as const;
export type KeyClass = (typeof KEY_CLASSES)[number];

export function isKeyClass(value: unknown): value is KeyClass {
  return KEY_CLASSES.some((one) => one === value);
}
