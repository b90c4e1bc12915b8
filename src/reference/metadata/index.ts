export { handleMetadataRest } from './rest/index.js';
export { createWorkspaces } from './workspaces.js';
