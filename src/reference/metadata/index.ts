export { layoutStore } from './layout-defaults.js';
export { handleMetadataRest } from './rest/index.js';
export { createWebhook, deleteWebhook, updateWebhook } from './rest/webhooks.js';
export { createField, createObject, deleteField, deleteObject, metadataVersion, updateField, updateObject } from './rules.js';
export { createWorkspaces } from './workspaces.js';
