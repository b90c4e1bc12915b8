export { coreDocument } from './core-document.js';
export { metadataDocument } from './metadata-document.js';
