import type { IntrospectionQuery } from 'graphql';
import { fieldType, type GraphqlExpectation } from '../field-types/index.js';
import { PART_OPERATORS } from '../field-types/columns.js';
import type { ColumnKind } from '../field-types/field-type.js';
import { capitalised, optionValues } from '../field-types/naming.js';
import { isManyToOne } from '../field-types/relation.js';
import { uuid } from '../field-types/uuid.js';
import type { FieldModel, ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { rootDepartures, type RootDeparture } from './graphql-roots.js';
import { enumValues, shown, usesOf, type TypeUse, type TypeUses } from './introspected-types.js';
import { explains } from './record-schema.js';

/** A point on which the GraphQL schema and metadata disagree. */
export interface GraphqlDeparture {
  rule: 'object-type' | 'field' | 'field-type' | 'nullability' | 'enum' | 'filter-type' | 'create-input' | 'update-input' | 'order-type' | 'filter-operators' | 'composite-parts' | RootDeparture['rule'];
  /** `person.emails`, or the object alone. */
  subject: string;
  message: string;
}

type Report = (rule: GraphqlDeparture['rule'], field: string | undefined, message: string) => void;

/** A field of the GraphQL type that metadata implies. */
interface ImpliedField {
  name: string;
  field: FieldModel;
  /** Null where its type cannot be told. */
  expected: GraphqlExpectation | null;
  /** A relation's records, not its key. */
  related: boolean;
}

/** Compares what the Core GraphQL schema says of an object with what metadata says of it. */
export function compareObjectToGraphql(object: ObjectModel, introspection: IntrospectionQuery, _model: WorkspaceModel): GraphqlDeparture[] {
  const departures: GraphqlDeparture[] = [];
  const report: Report = (rule, field, message) => {
    departures.push({ rule, subject: field === undefined ? object.nameSingular : `${object.nameSingular}.${field}`, message });
  };
  const name = capitalised(object.nameSingular);
  const implied = object.fields.filter((field) => field.isActive).flatMap((field) => impliedFields(field, object));
  const output = usesOf(introspection, name);
  if (output === undefined) report('object-type', undefined, `the schema has no object type ${name}`);
  else compareOutput(object, implied, output, report);
  compareEnums(object, introspection, report);
  compareFilter(implied, usesOf(introspection, `${name}FilterInput`), name, report);
  compareOperators(object, implied, introspection, report);
  compareParts(implied, introspection, report);
  compareInput('create-input', `${name}CreateInput`, implied, introspection, report);
  compareInput('update-input', `${name}UpdateInput`, implied, introspection, report);
  compareOrder(implied, usesOf(introspection, `${name}OrderByInput`), name, report);
  compareDirections(introspection, report);
  for (const { rule, message } of rootDepartures(object, introspection)) report(rule, undefined, message);
  return departures;
}

function compareOutput(object: ObjectModel, implied: ImpliedField[], output: TypeUses, report: Report): void {
  for (const { name, field, expected, related } of implied) {
    const use = output.get(name);
    if (use === undefined) {
      report('field', name, `the object type lacks it (${field.type})`);
      continue;
    }
    if (expected !== null && (!expected.outputTypes.includes(use.name) || use.list !== expected.list)) {
      report('field-type', name, `the schema says ${shown(use)}, metadata ${shown({ name: expected.outputTypes.join(' or '), list: expected.list })}`);
    }
    if (related) continue;
    if (field.isNullable && use.nonNull) report('nullability', name, 'the schema says non-null, metadata that it may be empty');
    if (!field.isNullable && !use.nonNull) report('nullability', name, 'the schema says nullable, metadata that it is never empty');
  }
  for (const name of output.keys()) {
    if (name !== '__typename' && !object.fields.some((field) => explains(field, name))) report('field', name, 'the object type has it, metadata has no such field');
  }
}

function compareEnums(object: ObjectModel, introspection: IntrospectionQuery, report: Report): void {
  for (const field of object.fields) {
    if (!field.isActive || field.options.length === 0) continue;
    const type = fieldType(field.type)?.graphql(field, object.nameSingular)?.outputTypes[0];
    if (type === undefined || !type.endsWith('Enum')) continue;
    const values = enumValues(introspection, type);
    if (values === undefined) {
      report('enum', field.name, `the schema has no enum ${type}`);
      continue;
    }
    const options = optionValues(field);
    const missing = options.filter((value) => !values.includes(value));
    const extra = values.filter((value) => !options.includes(value));
    if (missing.length > 0) report('enum', field.name, `${type} lacks the options ${missing.join(', ')}`);
    if (extra.length > 0) report('enum', field.name, `${type} has ${extra.join(', ')}, which are no options`);
  }
}

function compareFilter(implied: ImpliedField[], filter: TypeUses | undefined, name: string, report: Report): void {
  if (filter === undefined) {
    report('filter-type', undefined, `the schema has no input type ${name}FilterInput`);
    return;
  }
  for (const { name: property, expected, related } of implied) {
    if (related || expected === null || expected.filterTypes.length === 0) continue;
    const use = filter.get(property);
    if (use === undefined) report('filter-type', property, `${name}FilterInput lacks it`);
    else if (!expected.filterTypes.includes(use.name)) report('filter-type', property, `${name}FilterInput says ${use.name}, metadata ${expected.filterTypes.join(' or ')}`);
  }
}

function compareInput(rule: 'create-input' | 'update-input', type: string, implied: ImpliedField[], introspection: IntrospectionQuery, report: Report): void {
  const input = usesOf(introspection, type);
  if (input === undefined) {
    report(rule, undefined, `the schema has no input type ${type}`);
    return;
  }
  for (const { name, field, expected, related } of implied) {
    if (related || expected === null || expected.inputTypes.length === 0) continue;
    const use = input.get(name);
    if (use === undefined) report(rule, name, `${type} lacks it`);
    else if (!expected.inputTypes.includes(use.name)) report(rule, name, `${type} says ${use.name}, metadata ${expected.inputTypes.join(' or ')}`);
    else if (rule === 'update-input' && use.nonNull) report(rule, name, `${type} demands it, so that no other field could be updated alone`);
    else if (rule === 'create-input' && use.nonNull && (field.isNullable || field.defaultValue !== null)) report(rule, name, `${type} demands it, metadata says that it may be empty or has a default`);
  }
}

function compareOrder(implied: ImpliedField[], order: TypeUses | undefined, name: string, report: Report): void {
  if (order === undefined) {
    report('order-type', undefined, `the schema has no input type ${name}OrderByInput`);
    return;
  }
  for (const { name: property, field, related } of implied) {
    if (!related && field.type !== 'TS_VECTOR' && !order.has(property)) report('order-type', property, `${name}OrderByInput lacks it`);
  }
}

const DIRECTIONS = ['AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'];

function compareDirections(introspection: IntrospectionQuery, report: Report): void {
  const directions = enumValues(introspection, 'OrderByDirection') ?? [];
  const missing = DIRECTIONS.filter((direction) => !directions.includes(direction));
  if (missing.length > 0) report('order-type', undefined, `OrderByDirection lacks ${missing.join(', ')}`);
}

/** Operators of Core GraphQL by what they compare. Those of one choice and of lists are fewer than in REST. */
const OPERATORS: Readonly<Record<ColumnKind, readonly string[]>> = { ...PART_OPERATORS, choice: ['eq', 'neq', 'in', 'containsAny', 'is'], list: ['is'] };

/** Operators that take a value of the field, so all of one filter take the same type. */
const COMPARING = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'startsWith', 'endsWith', 'like', 'ilike'];

function compareOperators(object: ObjectModel, implied: ImpliedField[], introspection: IntrospectionQuery, report: Report): void {
  const filterOf = (type: string, field: string) => usesOf(introspection, type)?.get(field);
  const filterInput = `${capitalised(object.nameSingular)}FilterInput`;
  for (const { name, field, related } of implied) {
    const compares = related ? undefined : isManyToOne(field) ? 'uuid' : fieldType(field.type)?.compares;
    const filter = filterOf(filterInput, name);
    // A missing filter is told by the rule of its own.
    if (compares === undefined || filter === undefined) continue;
    const columns: [string, TypeUse | undefined, ColumnKind][] = typeof compares === 'string'
      ? [[name, filter, compares]]
      : Object.entries(compares).map(([part, kind]) => [`${name}.${part}`, filterOf(filter.name, part), kind]);
    for (const [path, use, kind] of columns) {
      if (use === undefined) report('filter-operators', path, `${filter.name} lacks the part`);
      else for (const problem of operatorProblems(usesOf(introspection, use.name), kind)) report('filter-operators', path, `${use.name} ${problem}`);
    }
  }
  for (const [operator, list] of [['and', true], ['or', true], ['not', false]] as const) {
    const use = filterOf(filterInput, operator);
    if (use?.name !== filterInput || use.list !== list) report('filter-operators', operator, `${filterInput}.${operator} is ${use ? shown(use) : 'missing'}, not ${shown({ name: filterInput, list })}`);
  }
}

function operatorProblems(operators: TypeUses | undefined, kind: ColumnKind): string[] {
  if (operators === undefined) return ['is no input type'];
  const missing = OPERATORS[kind].filter((operator) => !operators.has(operator));
  const comparing = COMPARING.flatMap((operator) => (operators.has(operator) ? [[operator, operators.get(operator)!] as const] : []));
  const value = comparing[0]?.[1].name;
  return [
    ...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
    ...comparing.flatMap(([operator, use]) => (use.name !== value || use.list !== (operator === 'in') ? [`takes ${shown(use)} for ${operator}, ${value} for ${comparing[0]![0]}`] : [])),
  ];
}

/** A composite has the parts of its type wherever it is answered or given. */
function compareParts(implied: ImpliedField[], introspection: IntrospectionQuery, report: Report): void {
  for (const { name, field, expected, related } of implied) {
    const parts = fieldType(field.type)?.openApi(field)?.properties ?? [];
    if (related || expected === null || parts.length === 0) continue;
    for (const [types, wanted] of [[expected.outputTypes, parts], [expected.inputTypes, expected.inputParts ?? parts]] as const) {
      for (const type of types) {
        const uses = usesOf(introspection, type);
        const missing = wanted.filter((part) => uses !== undefined && !uses.has(part));
        if (missing.length > 0) report('composite-parts', name, `${type} lacks ${missing.join(', ')}`);
      }
    }
  }
}

/** A many-to-one is two GraphQL fields, its key and its record; a field of an unknown type is expected by name alone. */
function impliedFields(field: FieldModel, object: ObjectModel): ImpliedField[] {
  const known = fieldType(field.type);
  const expected = known?.graphql(field, object.nameSingular) ?? null;
  if (field.type !== 'RELATION' && field.type !== 'MORPH_RELATION') return [{ name: field.name, field, expected, related: false }];
  const records: ImpliedField = { name: field.name, field, expected, related: true };
  if (!isManyToOne(field)) return [records];
  const keys = known?.propertyNames(field) ?? [];
  return [...keys.map((name) => ({ name, field, expected: uuid.graphql(field, object.nameSingular), related: false })), records];
}
