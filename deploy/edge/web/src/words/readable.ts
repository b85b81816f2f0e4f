/** A code of the API as words, where no page has better ones: `wakingAndRising` becomes "Waking and rising". */
export function readable(code: string): string {
  const words = code
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .trim();
  // Somebody's own sentence is no code.
  if (code.includes(' ')) return code;
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
