import { ApiError } from '../errors.js';
import { isUuid } from '../fields/scalars.js';
import type { ObjectMetadata, Workspace } from '../model.js';

export type CoreOperation = 'list' | 'one' | 'create' | 'createMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'restore' | 'restoreMany' | 'duplicates' | 'merge' | 'groupBy';

export interface CorePath {
  operation: CoreOperation;
  object: ObjectMetadata;
  id: string | undefined;
}

const bad = (message: string): ApiError => new ApiError(message);

/** Departures of stock Twenty in the reading of paths: single restores are refused, and paths are read whatever the method. */
interface Reading {
  restoreOne: boolean;
  anyMethod: boolean;
}

/** What a request to the record API asks for. `path` starts with `/rest`. */
export function parseCorePath(workspace: Workspace, method: string, path: string, { restoreOne, anyMethod }: Reading): CorePath {
  const segments = path.split('/').filter((segment) => segment !== '').slice(1);
  const action = actionOf(method, segments, anyMethod);
  const words = action === 'batch' || action === 'restore' ? segments.slice(1) : action ? segments.slice(0, -1) : segments;
  const [name = '', id] = words;
  const tooLong = segments.length > 2 && !(action === 'restore' && restoreOne && segments.length === 3);
  if (tooLong) throw bad(`Query path '${path}' invalid. Valid examples: /rest/companies/id or /rest/companies or /rest/batch/companies`);
  if (id !== undefined && !isUuid(id)) throw bad(`'${id}' is not a valid UUID`);
  const object = findObject(workspace, name);
  if (!anyMethod && !isDocumented(method, action, id)) throw new ApiError(`Cannot ${method} ${path}`, { status: 405, error: 'MethodNotAllowedException' });
  return { operation: operationOf(method, action, id), object, id };
}

type Action = 'batch' | 'restore' | 'duplicates' | 'merge' | 'groupBy';

/** The word of a path that is neither an object nor an id. Some are read with any method and then have no effect. */
function actionOf(method: string, segments: string[], anyMethod: boolean): Action | undefined {
  if (segments.length < 2) return undefined;
  const [first] = segments;
  if (first === 'batch' || first === 'restore') return first;
  const last = segments.at(-1);
  if (anyMethod && method === 'GET' && (last === 'merge' || last === 'duplicates')) return last;
  if (last === 'duplicates' && method === 'POST') return last;
  if (last === 'merge' && (method === 'PATCH' || method === 'POST')) return last;
  return last === 'groupBy' && (method === 'GET' || (anyMethod && method === 'POST')) ? last : undefined;
}

function operationOf(method: string, action: Action | undefined, id: string | undefined): CoreOperation {
  if (method === 'GET') return action === 'groupBy' ? 'groupBy' : id ? 'one' : 'list';
  if (method === 'POST') return action === 'batch' ? 'createMany' : action === 'duplicates' ? 'duplicates' : 'create';
  if (method === 'DELETE') return id ? 'delete' : 'deleteMany';
  if (action === 'merge' && method === 'PATCH') return 'merge';
  if (action === 'restore' && method === 'PATCH') return id ? 'restore' : 'restoreMany';
  return id ? 'update' : 'updateMany';
}

function isDocumented(method: string, action: Action | undefined, id: string | undefined): boolean {
  if (action === 'batch') return method === 'POST';
  if (action === 'restore') return method === 'PATCH';
  if (action === 'merge') return method === 'PATCH';
  return method !== 'POST' || id === undefined;
}

function findObject(workspace: Workspace, name: string): ObjectMetadata {
  const object = workspace.objects.find((one) => one.namePlural === name);
  if (object) return object;
  const singular = workspace.objects.find((one) => one.nameSingular === name);
  throw bad(`object '${name}' not found. ${singular ? `Did you mean '${singular.namePlural}'?` : 'eg: companies'}`);
}
