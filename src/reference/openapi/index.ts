export { coreDocument, publicDocument } from './core-document.js';
export { metadataDocument } from './metadata-document.js';
