export { createField, deleteField, updateField } from './field-rules.js';
export { createObject, deleteObject, updateObject } from './object-rules.js';
