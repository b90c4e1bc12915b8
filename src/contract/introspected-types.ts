import type { IntrospectionField, IntrospectionInputValue, IntrospectionQuery, IntrospectionType } from 'graphql';

/** A GraphQL type reference without its wrapping. */
export interface TypeUse {
  name: string;
  nonNull: boolean;
  list: boolean;
  /** An argument or input field that has a default value. */
  hasDefault?: boolean;
}

/** Fields or input fields of a type by name. */
export type TypeUses = ReadonlyMap<string, TypeUse>;

type Wrapped = { kind: string; name?: string | null; ofType?: Wrapped | null };

const indexes = new WeakMap<IntrospectionQuery, Map<string, IntrospectionType>>();

/** A type of the schema by name. */
export function introspectedType(introspection: IntrospectionQuery, name: string): IntrospectionType | undefined {
  let index = indexes.get(introspection);
  if (index === undefined) {
    index = new Map(introspection.__schema.types.map((type) => [type.name, type]));
    indexes.set(introspection, index);
  }
  return index.get(name);
}

/** What a type's fields are made of; undefined where there is no such type with fields. */
export function usesOf(introspection: IntrospectionQuery, name: string): TypeUses | undefined {
  const type = introspectedType(introspection, name);
  if (type?.kind === 'OBJECT') return new Map(type.fields.map((field) => [field.name, unwrap(field.type as Wrapped)]));
  if (type?.kind === 'INPUT_OBJECT') return inputUses(type.inputFields);
  return undefined;
}

/** What a root field answers; undefined where there is none of the name. */
export function useOfField(introspection: IntrospectionQuery, root: 'Query' | 'Mutation', name: string): TypeUse | undefined {
  const field = rootField(introspection, root, name);
  return field && unwrap(field.type as Wrapped);
}

/** The arguments of a root field by name; empty where there is none of the name. */
export function argumentsOf(introspection: IntrospectionQuery, root: 'Query' | 'Mutation', name: string): TypeUses {
  return inputUses(rootField(introspection, root, name)?.args ?? []);
}

function inputUses(inputs: readonly IntrospectionInputValue[]): TypeUses {
  return new Map(inputs.map(({ name, type, defaultValue }) => [name, { ...unwrap(type as Wrapped), hasDefault: (defaultValue ?? null) !== null }]));
}

/** Values of an enum; undefined where there is no such enum. */
export function enumValues(introspection: IntrospectionQuery, name: string): string[] | undefined {
  const type = introspectedType(introspection, name);
  return type?.kind === 'ENUM' ? type.enumValues.map((value) => value.name) : undefined;
}

function unwrap(reference: Wrapped): TypeUse {
  let list = false;
  let current: Wrapped = reference;
  while (current.ofType) {
    if (current.kind === 'LIST') list = true;
    current = current.ofType;
  }
  return { name: current.name ?? '', nonNull: reference.kind === 'NON_NULL', list };
}

/** A type as it stands in a message, without the non-null marks. */
export function shown({ name, list }: Pick<TypeUse, 'name' | 'list'>): string {
  return list ? `[${name}]` : name;
}

/** A field of the query or mutation type. */
export function rootField(introspection: IntrospectionQuery | null, root: 'Query' | 'Mutation', name: string): IntrospectionField | undefined {
  const type = introspection === null ? undefined : introspectedType(introspection, root);
  return type?.kind === 'OBJECT' ? type.fields.find((field) => field.name === name) : undefined;
}

/** Names of the fields of the type that a root field answers which need neither arguments nor a selection. */
export function leafFields(introspection: IntrospectionQuery, field: IntrospectionField): string[] {
  const type = introspectedType(introspection, unwrap(field.type as Wrapped).name);
  const isLeaf = (name: string) => ['SCALAR', 'ENUM'].includes(introspectedType(introspection, name)?.kind ?? '');
  return type?.kind === 'OBJECT' ? type.fields.filter((each) => each.args.length === 0 && isLeaf(unwrap(each.type as Wrapped).name)).map(({ name }) => name) : [];
}
