import { buildSchema, introspectionFromSchema } from 'graphql';
import { expect, test } from 'vitest';
import { graphqlAnswerProblems } from '../../src/contract/graphql-answers.js';

const introspection = introspectionFromSchema(buildSchema(`
  scalar UUID
  enum Stage { NEW DONE }
  interface Named { name: String }
  type Task implements Named { id: UUID!, name: String, stage: Stage, tags: [String!]!, size: Float }
  type Query { task: Task, tasks: [Task!]!, named: Named }
`));
const id = '20202020-a023-4180-9da1-6b417beacf0e';
const problems = (query: string, json: unknown, variables = {}) => graphqlAnswerProblems(introspection, { query, variables }, json).map(({ rule, place, what }) => `${rule} ${place} ${what}`.trim());

test('an answer with what was selected, by aliases, fragments and directives, has no problems', () => {
  const query = 'query($no: Boolean!) { first: task { id ...F size @include(if: $no) } named { __typename name ... on Task { stage } } } fragment F on Task { name tags }';
  expect(problems(query, { data: { first: { id, name: null, tags: [] }, named: { __typename: 'Task', name: 'a', stage: 'DONE' } } }, { no: false })).toEqual([]);
});

test.each([
  ['{ task { id name } }', { data: { task: { id } } }, 'selection Task.name was selected and is not answered'],
  ['{ task { id } }', { data: { task: { id, size: 1 } } }, 'selection Task answered without being selected: size'],
  ['{ task { __typename } }', { data: { task: { __typename: 'Note' } } }, 'selection Task.__typename __typename is "Note"'],
  ['{ task { id } }', { data: { task: { id: null } } }, 'null Task.id is null, and the schema says UUID!'],
  ['{ tasks { id } }', { data: { tasks: null } }, 'null Query.tasks is null, and the schema says [Task!]!'],
  ['{ task { id } }', { data: { task: { id: 'x' } } }, 'value Task.id is the string "x", and the schema says UUID'],
  ['{ task { stage } }', { data: { task: { stage: 'OLD' } } }, 'value Task.stage is the string "OLD", and the schema says Stage'],
  ['{ task { tags } }', { data: { task: { tags: 'a' } } }, 'value Task.tags is the string "a", and the schema says [String!]'],
  ['{ task { size } }', { data: { task: { size: '1' } } }, 'value Task.size is the string "1", and the schema says Float'],
  ['{ task { id } }', {}, 'form  neither data nor errors'],
  ['{ task { id } }', { data: { task: null }, status: 1 }, 'form  beside data, errors and extensions: status'],
  ['{ task { id } }', { errors: [] }, 'form  errors is no list of errors'],
  ['{ task { id } }', { errors: [{ extensions: {} }] }, 'form  an error without a message'],
  ['{ task { id } }', { data: null }, 'form  no errors, and no data either'],
])('%s answered with %j', (query, json, problem) => {
  expect(problems(query, json)).toEqual([problem]);
});

test('what the schema does not know yet, and what is no GraphQL request, is not judged', () => {
  expect(problems('{ zzNew { id } }', { data: { zzNew: { id: 1 } } })).toEqual([]);
  expect(graphqlAnswerProblems(introspection, undefined, { statusCode: 400 })).toEqual([]);
});
