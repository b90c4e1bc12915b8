/** Where requirements come from, in the order of their weight. */
export const SOURCES = {
  safety: 'Safety: no data lost, no data of others shown, no secret shown, no accepted write that breaks a read',
  http: 'RFC 9110, HTTP Semantics',
  json: 'RFC 8259, The JavaScript Object Notation Data Interchange Format',
  bearer: 'RFC 6750, OAuth 2.0 Bearer Token Usage',
  jwt: 'RFC 8725, JSON Web Token Best Current Practices',
  graphql: 'GraphQL specification, October 2021',
  graphqlHttp: 'GraphQL over HTTP, working draft',
  openapi: 'OpenAPI Specification 3.1.1',
  docs: "Twenty's API documentation, https://docs.twenty.com/developers/extend/api",
  webhookDocs: "Twenty's page on webhooks, https://docs.twenty.com/developers/extend/webhooks",
  coreDocument: "The instance's own Core OpenAPI document, /rest/open-api/core",
  metadataDocument: "The instance's own Metadata OpenAPI document, /rest/open-api/metadata",
  metadata: "The instance's own metadata",
  schema: "The instance's own GraphQL schema",
  agreement: 'Agreement between the surfaces: REST and GraphQL are two views of one record',
} as const;
