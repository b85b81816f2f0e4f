export const PL = '/care-plan/plans';

/** A body as the command of that type; when it happened is the envelope's to say. */
export function as<Type extends string>(type: Type, body: object): { readonly type: Type } {
  const { occurredAt: _, ...rest } = body as { occurredAt?: string };
  return { type, ...rest };
}
