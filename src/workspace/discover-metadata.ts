import type { IntrospectionQuery } from 'graphql';
import type { Exchange, HttpClient } from '../http/exchange.js';
import { graphqlPageInfo, walkPages } from '../twenty/cursor.js';
import { createGraphqlClient, graphqlErrors } from '../twenty/graphql.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { refuseBadKey, saidBy } from './diagnose.js';
import { type RawEntity, relationTargetsOf, splitMorphFields, toObjectModels } from './metadata-model.js';
import type { ObjectModel, WorkspaceModel } from './model.js';

/** A part of the workspace, or why it is missing. */
export type Part<T> = { value: T } | { reason: string };

const MAX_PAGES = 100;
const REST_PAGE = 200;
const GRAPHQL_PAGE = 50;

/** All objects as Metadata REST lists them, whichever envelope it uses. */
export async function objectsOverRest(http: HttpClient, firstPage: Exchange): Promise<Part<{ objects: ObjectModel[]; envelope: WorkspaceModel['metadataEnvelope'] }>> {
  const metadata = createMetadataRestClient(http);
  let envelope: WorkspaceModel['metadataEnvelope'] = null;
  const raw: RawEntity[] = [];
  const pages = walkPages((after) => (after === undefined ? Promise.resolve(firstPage) : firstObjects(metadata, after)), { maxPages: MAX_PAGES });
  for await (const exchange of pages) {
    const page = pageOf(exchange);
    if (page === null) return { reason: `GET /rest/metadata/objects: ${exchange.response.status === 200 ? 'the answer has no list of objects' : saidBy(exchange)}` };
    envelope ??= page.envelope;
    raw.push(...page.objects);
  }
  return { value: { objects: toObjectModels(raw), envelope } };
}

/** The first page of metadata objects: the call on which discovery decides whether it talks to a Twenty with a good key. */
export function firstObjects(metadata: ReturnType<typeof createMetadataRestClient>, startingAfter?: string): Promise<Exchange> {
  return metadata.list('objects', { limit: REST_PAGE, ...(startingAfter === undefined ? {} : { startingAfter }) });
}

function pageOf(exchange: Exchange): { objects: RawEntity[]; envelope: 'direct' | 'legacy' } | null {
  if (exchange.response.status !== 200) return null;
  const data = (exchange.response.json as { data?: unknown } | null | undefined)?.data;
  if (Array.isArray(data)) return { objects: data as RawEntity[], envelope: 'direct' };
  const objects = (data as { objects?: unknown } | null | undefined)?.objects;
  return Array.isArray(objects) ? { objects: objects as RawEntity[], envelope: 'legacy' } : null;
}

/** What Metadata GraphQL tells of the objects. */
export interface GraphqlObjects {
  objects: ObjectModel[];
  /** The same with polymorphic relations split by target, as records have them. */
  asRecords: ObjectModel[];
  /** Relation targets by field id. */
  targets: Map<string, string>;
}

/** All objects as Metadata GraphQL lists them. Selects only what the schema offers, where it is known. */
export async function objectsOverGraphql(http: HttpClient, schema: IntrospectionQuery | null, baseUrl: string): Promise<Part<GraphqlObjects>> {
  const client = createGraphqlClient(http, '/metadata');
  const selection = objectSelection(schema);
  const raw: RawEntity[] = [];
  const pages = walkPages(
    (after) => client.query(`query Objects($paging: CursorPaging!) { objects(paging: $paging) { pageInfo { hasNextPage endCursor } edges { node { ${selection} } } } }`, {
      paging: { first: GRAPHQL_PAGE, ...(after === undefined ? {} : { after }) },
    }),
    { maxPages: MAX_PAGES, pageInfoOf: graphqlPageInfo('objects') },
  );
  for await (const exchange of pages) {
    refuseBadKey(exchange, baseUrl);
    const edges = (exchange.response.json as { data?: { objects?: { edges?: Array<{ node: RawEntity }> } | null } | null } | null | undefined)?.data?.objects?.edges;
    if (!Array.isArray(edges) || graphqlErrors(exchange).length > 0) return { reason: `POST /metadata: ${saidBy(exchange)}` };
    raw.push(...edges.map((edge) => edge.node));
  }
  return { value: { objects: toObjectModels(raw), asRecords: toObjectModels(splitMorphFields(raw)), targets: relationTargetsOf(raw) } };
}

const OBJECT_FIELDS = ['id', 'nameSingular', 'namePlural', 'labelSingular', 'isActive', 'isSystem', 'isCustom', 'isSearchable', 'applicationId', 'labelIdentifierFieldMetadataId'];
const FIELD_FIELDS = ['id', 'type', 'name', 'label', 'isActive', 'isSystem', 'isCustom', 'isNullable', 'isUnique', 'defaultValue', 'options', 'settings', 'objectMetadataId', 'applicationId'];
const RELATION = '{ type sourceFieldMetadata { id } targetObjectMetadata { nameSingular } }';

function objectSelection(schema: IntrospectionQuery | null): string {
  const known = (type: string): ((name: string) => boolean) => {
    const found = schema?.__schema.types.find((candidate) => candidate.name === type);
    if (found?.kind !== 'OBJECT') return (name) => name !== 'isCustom';
    const names = new Set(found.fields.map((field) => field.name));
    return (name) => names.has(name);
  };
  const onObject = known('Object');
  const onField = known('Field');
  const fields = [
    ...FIELD_FIELDS.filter(onField),
    ...(onField('relation') ? [`relation ${RELATION}`] : []),
    ...(onField('morphRelations') ? [`morphRelations ${RELATION}`] : []),
  ].join(' ');
  const list = onObject('fieldsList') ? `fieldsList { ${fields} }` : `fields(paging: { first: 1000 }) { edges { node { ${fields} } } }`;
  return `${OBJECT_FIELDS.filter(onObject).join(' ')} ${list}`;
}
