/** Sets the clock of a platform in test mode. */
export async function setClock(
  url: string,
  body: { readonly now: string } | { readonly advance: string },
): Promise<void> {
  const answer = await fetch(`${url}/test/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the clock answered ${answer.status} ${await answer.text()}`);
}

/** How far each service's log reaches, once nothing is in flight. */
export async function idle(url: string): Promise<string> {
  const answer = await fetch(`${url}/test/idle?within=20000`);
  if (!answer.ok) throw new Error(`not idle: ${answer.status}`);
  return answer.text();
}
