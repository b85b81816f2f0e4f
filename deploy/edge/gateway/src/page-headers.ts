/** Headers of a page that loads what `allowed` names and nothing else, sends no form, and stands in no frame. */
export function pageHeaders(...allowed: readonly string[]): Readonly<Record<string, string>> {
  const policy = ["default-src 'none'", ...allowed, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
  };
}
