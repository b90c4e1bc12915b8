import type { IntrospectionQuery } from 'graphql';
import { capitalised } from '../field-types/naming.js';
import type { ObjectModel } from '../workspace/model.js';
import { argumentsOf, shown, useOfField, usesOf, type TypeUse, type TypeUses } from './introspected-types.js';

/** A point on which the root fields of an object differ from what Twenty generates for each: one is missing, its arguments, its answer, or the page that it answers. */
export interface RootDeparture {
  rule: 'queries' | 'mutations' | 'arguments' | 'connection';
  message: string;
}

/** A root field: what it takes, and what it answers. Types as GraphQL writes them, but for the non-null marks; `!` after an argument's type stands for an argument that must be given. */
interface RootShape {
  takes: Readonly<Record<string, string>>;
  answers: string;
  /** Also right where the schema does not have it. */
  optional?: boolean;
}

/** The root fields of each object (Twenty's API pages on GraphQL). */
function rootShapes(one: string, many: string): Record<'Query' | 'Mutation', Record<string, RootShape>> {
  const [Name, Names] = [capitalised(one), capitalised(many)];
  const byId = { takes: { id: 'UUID!' }, answers: Name };
  const byFilter = { takes: { filter: `${Name}FilterInput!` }, answers: `[${Name}]` };
  return {
    Query: {
      [one]: { takes: { filter: `${Name}FilterInput!` }, answers: Name },
      [many]: {
        takes: { first: 'Int', last: 'Int', offset: 'Int', before: 'String', after: 'String', filter: `${Name}FilterInput`, orderBy: `[${Name}OrderByInput]` },
        answers: `${Name}Connection`,
      },
      [`${many}GroupBy`]: {
        takes: { groupBy: `[${Name}GroupByInput]!`, filter: `${Name}FilterInput`, orderBy: `[${Name}OrderByWithGroupByInput]`, orderByForRecords: `[${Name}OrderByInput]`, limit: 'Int', offsetForRecords: 'Int' },
        answers: `[${Name}GroupByConnection]`,
      },
      [`${one}Duplicates`]: { takes: { ids: '[UUID]', data: `[${Name}CreateInput]` }, answers: `[${Name}Connection]`, optional: true },
    },
    Mutation: {
      [`create${Name}`]: { takes: { data: `${Name}CreateInput!`, upsert: 'Boolean' }, answers: Name },
      [`create${Names}`]: { takes: { data: `[${Name}CreateInput]!`, upsert: 'Boolean' }, answers: `[${Name}]` },
      [`update${Name}`]: { takes: { id: 'UUID!', data: `${Name}UpdateInput!` }, answers: Name },
      [`update${Names}`]: { takes: { data: `${Name}UpdateInput!`, filter: `${Name}FilterInput!` }, answers: `[${Name}]` },
      ...Object.fromEntries(['delete', 'destroy', 'restore'].flatMap((verb) => [[`${verb}${Name}`, byId], [`${verb}${Names}`, byFilter]])),
      [`merge${Names}`]: { takes: { ids: '[UUID]!', conflictPriorityIndex: 'Int!', dryRun: 'Boolean' }, answers: Name, optional: true },
    },
  };
}

/** What the schema says of an object's root fields and of the pages that they answer. */
export function rootDepartures({ isActive, nameSingular, namePlural }: ObjectModel, introspection: IntrospectionQuery): RootDeparture[] {
  if (!isActive) return [];
  const departures: RootDeparture[] = [];
  const shapes = rootShapes(nameSingular, namePlural);
  for (const [rule, root] of [['queries', 'Query'], ['mutations', 'Mutation']] as const) {
    const fields = usesOf(introspection, root) ?? new Map<string, TypeUse>();
    const missing = Object.entries(shapes[root]).filter(([name, { optional }]) => optional !== true && !fields.has(name)).map(([name]) => name);
    if (missing.length > 0) departures.push({ rule, message: `${root} lacks ${missing.join(', ')}` });
    for (const [name, shape] of Object.entries(shapes[root])) {
      const served = useOfField(introspection, root, name);
      if (served === undefined) continue;
      departures.push(...argumentProblems(shape.takes, argumentsOf(introspection, root, name)).map((problem) => ({ rule: 'arguments' as const, message: `${name} ${problem}` })));
      if (shown(served) !== shape.answers) departures.push({ rule: 'arguments', message: `${name} answers ${shown(served)}, not ${shape.answers}` });
    }
  }
  return [...departures, ...connectionProblems(capitalised(nameSingular), introspection).map((message) => ({ rule: 'connection' as const, message }))];
}

function argumentProblems(expected: Readonly<Record<string, string>>, served: TypeUses): string[] {
  const problems: string[] = [];
  for (const [name, type] of Object.entries(expected)) {
    const use = served.get(name);
    if (use === undefined) problems.push(`lacks the argument ${name}`);
    else if (shown(use) !== type.replace('!', '')) problems.push(`takes ${name}: ${shown(use)}, not ${type}`);
    else if (use.nonNull !== type.endsWith('!')) problems.push(use.nonNull ? `demands ${name}` : `does without ${name}`);
  }
  for (const [name, use] of served) if (!(name in expected) && use.nonNull && !use.hasDefault) problems.push(`demands the argument ${name}`);
  return problems;
}

/** The parts of a page (GraphQL cursor connections, 2 to 5), and what Twenty adds to them. */
function connectionProblems(name: string, introspection: IntrospectionQuery): string[] {
  const parts: [string, Readonly<Record<string, string>>][] = [
    [`${name}Connection`, { edges: `[${name}Edge]`, pageInfo: 'PageInfo', totalCount: 'Int' }],
    [`${name}GroupByConnection`, { edges: `[${name}Edge]`, pageInfo: 'PageInfo', totalCount: 'Int', groupByDimensionValues: 'JSON' }],
    [`${name}Edge`, { node: name, cursor: 'Cursor' }],
    ['PageInfo', { startCursor: 'ConnectionCursor', endCursor: 'ConnectionCursor', hasNextPage: 'Boolean', hasPreviousPage: 'Boolean' }],
  ];
  return parts.flatMap(([type, fields]) => {
    const uses = usesOf(introspection, type);
    // Of a large workspace the types of pages are not read; that the root fields answer them is told above.
    if (uses === undefined) return [];
    return Object.entries(fields).flatMap(([field, expected]) => {
      const use = uses.get(field);
      if (use === undefined) return [`${type} lacks ${field}`];
      return shown(use) === expected ? [] : [`${type}.${field} is ${shown(use)}, not ${expected}`];
    });
  });
}
