import type { Dispatcher } from 'undici';
import { dispatchWhole } from './answer.js';
import { type CallContext, withContext } from './call-context.js';
import { parseOrUndefined } from './json.js';
import { readAnswer } from './reading.js';

/**
 * Looks for the record that a create with a client-chosen id asked for. `unknown` where the write is none, or the question was not
 * answered clearly. A batch is written as a whole or not at all, so that its first record tells of it.
 */
export async function readBack(dispatch: Dispatcher['dispatch'], options: Dispatcher.DispatchOptions, context: CallContext): Promise<'there' | 'absent' | 'unknown'> {
  const created = createdRecord(options, context);
  if (!created) return 'unknown';
  const path = `/rest/${created.object}/${created.id}`;
  const question: CallContext = { ...context, path, operation: `GET /rest/${created.object}/{id}`, mutates: false, tokens: 1 };
  delete question.exchange;
  const basePath = options.path.slice(0, options.path.length - context.path.length);
  try {
    const answer = await dispatchWhole(dispatch, withContext({ ...options, method: 'GET', path: basePath + path, body: null }, question));
    if (readAnswer(answer, question, 'GET').kind !== 'answer') return 'unknown';
    return answer.status === 200 ? 'there' : answer.status === 404 ? 'absent' : 'unknown';
  } catch {
    return 'unknown';
  }
}

function createdRecord({ method, body }: Dispatcher.DispatchOptions, { path, surface }: CallContext): { object: string; id: string } | undefined {
  const object = /^\/rest\/(?:batch\/)?([A-Za-z]\w*)(?:\?|$)/.exec(path)?.[1];
  if (surface !== 'core-rest' || method !== 'POST' || object === undefined || typeof body !== 'string' || /[?&]upsert=true/.test(path)) return undefined;
  const json = parseOrUndefined(body);
  const id = ((Array.isArray(json) ? json[0] : json) as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? { object, id } : undefined;
}
