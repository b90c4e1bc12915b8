const SCOPES = ['api', 'profile'];

/** What a protected resource says of itself (RFC 9728). */
function protectedResource(serverUrl: string, path: string): unknown {
  return { resource: `${serverUrl}${path}`, authorization_servers: [serverUrl], scopes_supported: SCOPES, bearer_methods_supported: ['header'] };
}

/** What the authorization server says of itself (RFC 8414). */
function authorizationServer(serverUrl: string): unknown {
  const secret = ['client_secret_post'];
  const endpoint = (name: string): string => `${serverUrl}/oauth/${name}`;
  return {
    issuer: serverUrl, authorization_endpoint: `${serverUrl}/authorize`, token_endpoint: endpoint('token'), registration_endpoint: endpoint('register'),
    revocation_endpoint: endpoint('revoke'), introspection_endpoint: endpoint('introspect'), scopes_supported: SCOPES, response_types_supported: ['code'],
    response_modes_supported: ['query'], grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    code_challenge_methods_supported: ['S256'], token_endpoint_auth_methods_supported: [...secret, 'none'], revocation_endpoint_auth_methods_supported: secret,
    introspection_endpoint_auth_methods_supported: secret, authorization_response_iss_parameter_supported: true,
    cli_client_id: '17f20a9c-c770-4761-9e76-3cf1a2735fc3',
  };
}

/** How clients of MCP find the endpoint. */
function serverCard(serverUrl: string, version: string): unknown {
  const header = { name: 'Authorization', description: 'Optional. Bearer and an API key.', isRequired: false, isSecret: true };
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json', name: 'com.twenty/twenty', version, title: 'Twenty CRM',
    description: 'Reads and writes the records of a workspace.', websiteUrl: 'https://twenty.com',
    repository: { url: 'https://github.com/twentyhq/twenty', source: 'github' },
    remotes: [{ type: 'streamable-http', url: `${serverUrl}/mcp`, supportedProtocolVersions: ['2025-06-18'], headers: [header] }],
  };
}

/** The documents below `/.well-known/` that are plain JSON, by path; undefined where there is none. */
export function wellKnown(path: string, serverUrl: string, version: string): { body: unknown; isCached: boolean } | undefined {
  switch (path) {
    case 'oauth-protected-resource': return { body: protectedResource(serverUrl, ''), isCached: false };
    case 'oauth-protected-resource/mcp': return { body: protectedResource(serverUrl, '/mcp'), isCached: false };
    case 'oauth-authorization-server': return { body: authorizationServer(serverUrl), isCached: false };
    case 'mcp/server-card.json': return { body: serverCard(serverUrl, version), isCached: true };
    default: return undefined;
  }
}
