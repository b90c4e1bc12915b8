export { createField, deleteField, updateField, type FieldUpdate } from './field-rules.js';
export { createObject, deleteObject, updateObject, type ObjectUpdate } from './object-rules.js';
export { metadataVersion } from './version.js';
