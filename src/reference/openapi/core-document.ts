import type { Workspace } from '../model.js';
import { baseDocument, documentOperation, securitySchemes, tags } from './base.js';
import { CoreOperations } from './core-operations.js';
import { webhookOperations } from './core-webhooks.js';
import { objectSchemas } from './object-schemas.js';
import { parameters } from './parameters.js';
import { refusalRefs, responses, success } from './responses.js';
import { parameterRef, schemaRef, type DocumentOptions, type OpenApiDocument, type Schema } from './schema.js';

/** The document of the record routes, from the metadata of the moment. Inactive and system objects are in it too. */
export function coreDocument(workspace: Workspace, { serverUrl, quirks }: DocumentOptions): OpenApiDocument {
  const objects = [...workspace.objects].sort((a, b) => (a.namePlural < b.namePlural ? -1 : 1));
  const paths: Record<string, Schema> = { '/open-api/core': documentOperation(serverUrl, quirks) };
  for (const object of objects) {
    const operations = new CoreOperations(object, quirks);
    const { namePlural: plural } = object;
    paths[`/${plural}`] = operations.collection();
    paths[`/batch/${plural}`] = operations.batch();
    paths[`/${plural}/{id}`] = operations.one();
    paths[`/${plural}/duplicates`] = operations.duplicates();
    paths[`/restore/${plural}/{id}`] = operations.restoreOne();
    paths[`/restore/${plural}`] = operations.restoreMany();
    paths[`/${plural}/merge`] = operations.merge();
    paths[`/${plural}/groupBy`] = operations.groupBy();
  }
  paths['/dashboards/{id}/duplicate'] = {
    post: {
      tags: ['dashboards'], summary: 'Duplicate a dashboard', operationId: 'duplicateDashboard', parameters: [parameterRef('idPath')],
      responses: { 201: success(schemaRef('DashboardForResponse')), ...refusalRefs(quirks) },
    },
  };
  return {
    ...baseDocument(serverUrl, quirks.has('openapi-server-slash') ? '/rest/' : '/rest', quirks),
    components: {
      securitySchemes: securitySchemes(quirks), schemas: objectSchemas(workspace, objects, quirks), parameters: parameters(quirks),
      responses: responses(quirks),
    },
    paths,
    webhooks: webhookOperations(objects, quirks),
    tags: tags(objects.map((object) => ({ name: object.namePlural, label: object.labelPlural }))),
  };
}
