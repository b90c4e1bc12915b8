export { compareObjectToGraphql, type GraphqlDeparture } from './graphql-agreement.js';
export { compareMetadata, type MetadataDeparture } from './metadata-views.js';
export { compareObjectToOpenApi, type OpenApiDeparture } from './openapi-agreement.js';
