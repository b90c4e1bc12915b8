/** How metadata, the OpenAPI document and the GraphQL schema are held against each other. */
export { compareObjectToGraphql } from './graphql-agreement.js';
export { compareMetadata } from './metadata-views.js';
export { compareObjectToOpenApi } from './openapi-agreement.js';
