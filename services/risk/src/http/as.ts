/** The command that a validated body wishes for: what the envelope carries is left out. */
export function as<Type extends string>(type: Type, body: object): { readonly type: Type } {
  const { occurredAt: _, personId: __, ...rest } = body as { occurredAt?: string; personId?: string };
  return { type, ...rest };
}
