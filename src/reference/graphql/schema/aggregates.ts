import type { FieldMetadata, ObjectMetadata } from '../../model.js';
import { isRelation } from '../core/relations.js';
import { typeName } from '../core/root-fields.js';

/** An aggregate that a connection can be asked for. */
export interface Aggregate {
  name: string;
  type: 'Int' | 'Float' | 'DateTime';
  description: string;
}

/** All aggregates of an object, `totalCount` first. Groups are ordered by none of those that count morph relations. */
export function aggregatesOf(object: ObjectMetadata, use: 'shown' | 'ordered by' = 'shown'): Aggregate[] {
  const total: Aggregate = { name: 'totalCount', type: 'Int', description: 'Total number of records in the connection' };
  return [total, ...object.fields.filter((field) => use === 'shown' || !isRelation(field)).flatMap(aggregatesOfField)];
}

function aggregatesOfField(field: FieldMetadata): Aggregate[] {
  if (field.type === 'RELATION') return [];
  const { name } = field;
  const key = typeName(name);
  const counts: Aggregate[] = [
    { name: `countUniqueValues${key}`, type: 'Int', description: `Number of unique values for ${name}` },
    { name: `countEmpty${key}`, type: 'Int', description: `Number of empty values for ${name}` },
    { name: `countNotEmpty${key}`, type: 'Int', description: `Number of non-empty values for ${name}` },
    { name: `percentageEmpty${key}`, type: 'Float', description: `Percentage of empty values for ${name}` },
    { name: `percentageNotEmpty${key}`, type: 'Float', description: `Percentage of non-empty values for ${name}` },
  ];
  return [...counts, ...typedAggregates(field, name, key)];
}

function typedAggregates(field: FieldMetadata, name: string, key: string): Aggregate[] {
  switch (field.type) {
    case 'DATE_TIME':
    case 'DATE':
      return [
        { name: `min${key}`, type: 'DateTime', description: `Earliest date contained in the field ${name}` },
        { name: `max${key}`, type: 'DateTime', description: `Latest date contained in the field ${name}` },
      ];
    case 'BOOLEAN':
      return [
        { name: `countTrue${key}`, type: 'Int', description: `Count of true values in the field ${name}` },
        { name: `countFalse${key}`, type: 'Int', description: `Count of false values in the field ${name}` },
      ];
    case 'NUMBER':
    case 'NUMERIC':
      return numeric(key, `the field ${name}`);
    case 'CURRENCY':
      return numeric(`${key}AmountMicros`, `the amount of ${name}`);
    default:
      return [];
  }
}

function numeric(key: string, what: string): Aggregate[] {
  return [
    { name: `min${key}`, type: 'Float', description: `Minimum of ${what}` },
    { name: `max${key}`, type: 'Float', description: `Maximum of ${what}` },
    { name: `avg${key}`, type: 'Float', description: `Average of ${what}` },
    { name: `sum${key}`, type: 'Float', description: `Sum of ${what}` },
  ];
}
