export { createWorkspaces } from './workspaces.js';
