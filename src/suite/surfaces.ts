import type { IntrospectionQuery } from 'graphql';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Exchange, HttpClient } from '../http/exchange.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { introspect, openApiDocument } from '../workspace/discover-documents.js';
import { firstObjects, objectsOverGraphql, objectsOverRest } from '../workspace/discover-metadata.js';
import { withRelationTargets } from '../workspace/metadata-model.js';
import type { ObjectModel } from '../workspace/model.js';
import type { JourneyContext } from './journey.js';

/** What every surface says of the data model at one moment, with the calls that told it. */
export interface Surfaces {
  metadataRest: { objects: ObjectModel[]; exchanges: Exchange[] };
  metadataGraphql: { objects: ObjectModel[]; exchanges: Exchange[] };
  openApi: { document: OpenAPIV3_1.Document; exchanges: Exchange[] };
  graphql: { schema: IntrospectionQuery; exchanges: Exchange[] };
}

/** Longest wait for a change of the data model to be seen. */
const PATIENCE_MS = 2000;

/** Reads the data model anew from every surface. Throws where one does not answer. */
export async function viewSurfaces(context: JourneyContext): Promise<Surfaces> {
  const { http, model } = context;
  const [rest, graphql, openApi, schema] = [recorder(http), recorder(http), recorder(http), recorder(http)];
  const [listed, told, document, introspection] = await Promise.all([
    firstObjects(createMetadataRestClient(rest.http)).then((first) => objectsOverRest(rest.http, first)),
    objectsOverGraphql(graphql.http, model.introspection.metadata, model.baseUrl),
    openApiDocument(openApi.http, 'core'),
    introspect(schema.http, '/graphql', model.objects.length),
  ]);
  const { targets, objects } = valueOf(told);
  return {
    metadataRest: { objects: withRelationTargets(valueOf(listed).objects, targets), exchanges: rest.exchanges },
    metadataGraphql: { objects, exchanges: graphql.exchanges },
    openApi: { document: valueOf(document), exchanges: openApi.exchanges },
    graphql: { schema: valueOf(introspection), exchanges: schema.exchanges },
  };
}

/** Names of the surfaces, as reports show them. */
export const SURFACE_NAMES: Readonly<Record<keyof Surfaces, string>> = {
  metadataRest: 'Metadata REST', metadataGraphql: 'Metadata GraphQL', openApi: 'Core OpenAPI document', graphql: 'Core GraphQL schema',
};

/** Whether each surface shows what is looked for; those left out do not matter. */
type Shown = (surfaces: Surfaces) => Partial<Record<keyof Surfaces, boolean>>;

/**
 * Views the surfaces until all show what is looked for, two seconds at most, and says how long that took. With `measured`, the report tells
 * under that name how long it took until each surface was seen to show it.
 */
export async function waitForSurfaces(context: JourneyContext, shown: Shown, measured?: string): Promise<{ surfaces: Surfaces; waitedMs: number }> {
  const startedAt = Date.now();
  const seen = new Set<string>();
  for (;;) {
    const surfaces = await viewSurfaces(context);
    const waitedMs = Date.now() - startedAt;
    const found = Object.entries(shown(surfaces)) as Array<[keyof Surfaces, boolean]>;
    for (const [surface, isShown] of found) {
      if (isShown && measured !== undefined && !seen.has(surface)) context.run.measure(`${measured}: ${SURFACE_NAMES[surface]}`, waitedMs);
      if (isShown) seen.add(surface);
    }
    if (waitedMs >= PATIENCE_MS || found.every(([, isShown]) => isShown)) return { surfaces, waitedMs };
  }
}

function recorder(http: HttpClient): { http: HttpClient; exchanges: Exchange[] } {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    http: {
      call: async (options) => {
        const exchange = await http.call(options);
        exchanges.push(exchange);
        return exchange;
      },
      traffic: http.traffic,
      trouble: http.trouble,
      onExchange: (listener) => http.onExchange(listener),
      close: () => http.close(),
    },
  };
}

function valueOf<T>(part: { value: T } | { reason: string }): T {
  if ('value' in part) return part.value;
  throw new Error(part.reason);
}
