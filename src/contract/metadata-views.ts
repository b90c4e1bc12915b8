import { sameJson } from '../field-types/sameness.js';
import type { FieldModel, ObjectModel } from '../workspace/model.js';

/** A point on which Metadata REST and Metadata GraphQL disagree. */
export interface MetadataDeparture {
  rule: 'object' | 'field' | 'field-type' | 'nullability' | 'uniqueness' | 'default' | 'settings' | 'enum' | 'relation' | 'attribute';
  /** `person.emails`, or the object alone. */
  subject: string;
  message: string;
}

type Report = (rule: MetadataDeparture['rule'], field: string | undefined, message: string) => void;

/** Compares one object as Metadata REST lists it with the same object as Metadata GraphQL does. */
export function compareMetadata(rest: ObjectModel, graphql: ObjectModel): MetadataDeparture[] {
  const departures: MetadataDeparture[] = [];
  const report: Report = (rule, field, message) => {
    departures.push({ rule, subject: field === undefined ? rest.nameSingular : `${rest.nameSingular}.${field}`, message });
  };
  for (const key of ['id', 'nameSingular', 'namePlural', 'labelSingular', 'isActive', 'isSystem', 'isSearchable', 'labelIdentifierFieldId'] as const) {
    if (rest[key] !== graphql[key]) report('object', undefined, `REST says ${key} ${String(rest[key])}, GraphQL ${String(graphql[key])}`);
  }
  for (const field of rest.fields) {
    const other = graphql.fields.find((candidate) => candidate.id === field.id);
    if (other !== undefined) compareFields(field, other, report);
    else if (!listedOnce(field, graphql)) report('field', field.name, 'REST lists it, GraphQL does not');
  }
  for (const field of graphql.fields) {
    const known = rest.fields.some((candidate) => candidate.id === field.id);
    if (!known && !listedOnce(field, rest)) report('field', field.name, 'GraphQL lists it, REST does not');
  }
  return departures;
}

function compareFields(rest: FieldModel, graphql: FieldModel, report: Report): void {
  const differ = (rule: MetadataDeparture['rule'], what: string, left: unknown, right: unknown) => {
    if (!sameJson(left ?? null, right ?? null)) report(rule, rest.name, `REST says ${what} ${JSON.stringify(left ?? null)}, GraphQL ${JSON.stringify(right ?? null)}`);
  };
  differ('field-type', 'type', rest.type, graphql.type);
  differ('relation', 'relation', rest.relation?.type, graphql.relation?.type);
  // GraphQL tells of a polymorphic relation once, with many targets, so what differs from target to target cannot be compared.
  if (rest.type === 'MORPH_RELATION') return;
  differ('field', 'name', rest.name, graphql.name);
  differ('nullability', 'isNullable', rest.isNullable, graphql.isNullable);
  differ('uniqueness', 'isUnique', rest.isUnique, graphql.isUnique);
  differ('attribute', 'label', rest.label, graphql.label);
  differ('attribute', 'isActive', rest.isActive, graphql.isActive);
  differ('attribute', 'isSystem', rest.isSystem, graphql.isSystem);
  differ('attribute', 'objectMetadataId', rest.objectMetadataId, graphql.objectMetadataId);
  differ('default', 'defaultValue', rest.defaultValue, graphql.defaultValue);
  differ('enum', 'options', rest.options, graphql.options);
  differ('settings', 'settings', rest.settings, graphql.settings);
}

/** Of the fields of one morph relation a view may list only one. */
function listedOnce(field: FieldModel, other: ObjectModel): boolean {
  return field.type === 'MORPH_RELATION' && other.fields.some((candidate) => candidate.type === 'MORPH_RELATION');
}
