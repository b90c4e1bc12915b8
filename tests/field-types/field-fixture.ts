import type { FieldModel } from '../../src/workspace/model.js';

/** A nullable standard field of a type, with options where the type has some. */
export function fieldOfType(type: string, change: Partial<FieldModel> = {}): FieldModel {
  const choice = type === 'SELECT' || type === 'MULTI_SELECT';
  const linked = type === 'RELATION' || type === 'MORPH_RELATION';
  return {
    id: `field-${type}`,
    type,
    name: 'value',
    label: 'Value',
    isActive: true,
    isSystem: false,
    isCustom: false,
    isNullable: true,
    isUnique: false,
    defaultValue: null,
    options: choice ? ['RED', 'GREEN', 'BLUE'].map((value) => ({ value, label: value })) : [],
    settings: {},
    objectMetadataId: 'object-1',
    ...(linked ? { relation: { type: 'MANY_TO_ONE', joinColumnName: 'valueId', targetObject: 'company' } } : {}),
    ...change,
  };
}
