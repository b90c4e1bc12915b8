/** Operations that take in an event: its own name, and what its parts allow a `*` for. */
function patternsOf(eventName: string): string[] {
  const parts = eventName.split('.');
  const [first = '', name = '', action = ''] = parts;
  if (parts.length === 3) return [eventName, `${first}.${name}.*`, `${first}.*.${action}`, `${first}.*.*`, '*.*'];
  return [eventName, `*.${name}`, `${first}.*`, '*.*'];
}

/** Whether a webhook with these operations is told of an event. Letter case counts; a pattern of another shape takes in nothing. */
export function matchesEvent(operations: readonly string[], eventName: string): boolean {
  return patternsOf(eventName).some((pattern) => operations.includes(pattern));
}
