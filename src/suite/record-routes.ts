import { capitalised } from '../field-types/naming.js';
import type { CallOptions } from '../http/exchange.js';
import type { ObjectModel } from '../workspace/model.js';
import type { RecordAction } from './key-rights.js';
import { labelField } from './subjects.js';

/** One way to reach a record, on one surface. */
export interface RecordRoute {
  name: string;
  /** The right that it needs. */
  needs: RecordAction;
  /** Makes a record of its own. */
  creates?: true;
  call: CallOptions;
}

/** What record routes are made for. */
export interface RouteTarget {
  object: ObjectModel;
  id: string;
  /** A second record, for merges. */
  other: string;
  /** What a search looks for, and what a write would put in the label. */
  words: { sought: string; written: string };
  /** An id for a record that a route would make. */
  newId(): string;
}

/** A GraphQL document as a call. */
export function graphqlCall(path: '/graphql' | '/metadata', query: string): CallOptions {
  return { method: 'POST', path, json: { query } };
}

/** Every kind of record operation, REST and GraphQL, on the record of one id and nothing that could reach another one: reads first, what destroys last. */
export function recordRoutes({ object, id, other, words, newId }: RouteTarget): RecordRoute[] {
  const { namePlural, nameSingular } = object;
  const label = labelField(object)!.name;
  const [One, Many] = [capitalised(nameSingular), capitalised(namePlural)];
  const own = `filter=${encodeURIComponent(`id[eq]:"${id}"`)}`;
  const where = `filter: { id: { eq: "${id}" } }`;
  const base = `/rest/${namePlural}`;
  const written = JSON.stringify(words.written);
  const changed = { [label]: words.written };
  const group = `group_by=${encodeURIComponent(`[{"${label}":true}]`)}`;
  const on = (needs: RecordAction) => (name: string, call: CallOptions): RecordRoute => ({ name, needs, call });
  const [read, update, softDelete, destroy] = [on('read'), on('update'), on('softDelete'), on('destroy')];
  const create = (name: string, call: CallOptions): RecordRoute => ({ ...update(name, call), creates: true });
  const gql = (query: string) => graphqlCall('/graphql', query);
  return [
    read('GET list', { path: `${base}?${own}` }),
    read('GET list of the trash', { path: `${base}?filter=${encodeURIComponent(`and(id[eq]:"${id}",deletedAt[is]:NOT_NULL)`)}` }),
    read('GET one', { path: `${base}/${id}` }),
    read('GET one depth=1', { path: `${base}/${id}?depth=1` }),
    read('GET groupBy', { path: `${base}/groupBy?${group}&${own}` }),
    read('GET groupBy with records', { path: `${base}/groupBy?${group}&${own}&include_records_sample=true&aggregate=${encodeURIComponent('["totalCount","countNotEmptyId"]')}` }),
    read('POST duplicates', { method: 'POST', path: `${base}/duplicates`, json: { ids: [id] } }),
    read('GraphQL one', gql(`{ ${nameSingular}(${where}) { id ${label} } }`)),
    read('GraphQL list', gql(`{ ${namePlural}(${where}) { edges { node { id ${label} } } } }`)),
    read('GraphQL totalCount', gql(`{ ${namePlural}(${where}) { totalCount } }`)),
    read('GraphQL aggregate', gql(`{ ${namePlural}(${where}) { minCreatedAt } }`)),
    read('GraphQL groupBy', gql(`{ ${namePlural}GroupBy(groupBy: [{ ${label}: true }], ${where}) { groupByDimensionValues totalCount } }`)),
    read('GraphQL duplicates', gql(`{ ${nameSingular}Duplicates(ids: ["${id}"]) { edges { node { id ${label} } } } }`)),
    read('GraphQL search', gql(`{ search(searchInput: ${JSON.stringify(words.sought)}, limit: 10, includedObjectNameSingulars: ["${nameSingular}"]) { edges { node { recordId label } } } }`)),
    create('POST one', { method: 'POST', path: base, json: { id: newId(), ...changed } }),
    create('POST batch', { method: 'POST', path: `/rest/batch/${namePlural}`, json: [{ id: newId(), ...changed }] }),
    create('GraphQL create', gql(`mutation { create${One}(data: { id: "${newId()}", ${label}: ${written} }) { id } }`)),
    create('GraphQL create many', gql(`mutation { create${Many}(data: [{ id: "${newId()}", ${label}: ${written} }]) { id } }`)),
    update('PATCH one', { method: 'PATCH', path: `${base}/${id}`, json: changed }),
    update('PUT one', { method: 'PUT', path: `${base}/${id}`, json: changed }),
    update('PATCH many', { method: 'PATCH', path: `${base}?${own}`, json: changed }),
    update('PATCH merge', { method: 'PATCH', path: `${base}/merge`, json: { ids: [id, other], conflictPriorityIndex: 0 } }),
    update('GraphQL update', gql(`mutation { update${One}(id: "${id}", data: { ${label}: ${written} }) { id ${label} } }`)),
    update('GraphQL update many', gql(`mutation { update${Many}(${where}, data: { ${label}: ${written} }) { id ${label} } }`)),
    update('GraphQL merge', gql(`mutation { merge${Many}(ids: ["${id}", "${other}"], conflictPriorityIndex: 0) { id ${label} } }`)),
    softDelete('DELETE soft', { method: 'DELETE', path: `${base}/${id}?soft_delete=true` }),
    softDelete('PATCH restore', { method: 'PATCH', path: `/rest/restore/${namePlural}/${id}` }),
    softDelete('DELETE many soft', { method: 'DELETE', path: `${base}?${own}&soft_delete=true` }),
    softDelete('PATCH restore many', { method: 'PATCH', path: `/rest/restore/${namePlural}?${own}` }),
    softDelete('GraphQL delete', gql(`mutation { delete${One}(id: "${id}") { id } }`)),
    softDelete('GraphQL restore', gql(`mutation { restore${One}(id: "${id}") { id } }`)),
    softDelete('GraphQL delete many', gql(`mutation { delete${Many}(${where}) { id } }`)),
    softDelete('GraphQL restore many', gql(`mutation { restore${Many}(${where}) { id } }`)),
    destroy('DELETE one', { method: 'DELETE', path: `${base}/${id}` }),
    destroy('DELETE many', { method: 'DELETE', path: `${base}?${own}` }),
    destroy('GraphQL destroy', gql(`mutation { destroy${One}(id: "${id}") { id } }`)),
    destroy('GraphQL destroy many', gql(`mutation { destroy${Many}(${where}) { id } }`)),
  ];
}
