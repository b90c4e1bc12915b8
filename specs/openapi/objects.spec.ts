import { SOURCES, compareObjectToOpenApi, compositeEnumProblems, expectThat, fieldType, journey, objectSubjects, requirement } from '../../src/suite/index.js';

const openapi = (rule: string, title: string) => [rule, requirement({ id: `openapi.object.${rule}`, level: 'MUST', area: 'openapi', title, source: `${SOURCES.metadata}; ${SOURCES.coreDocument}`, covers: 'openapi' })] as const;

const RULES = [
  openapi('paths', 'The document has every path of every object'),
  openapi('create-schema', 'The document has a create schema for every object'),
  openapi('update-schema', 'The document has an update schema for every object'),
  openapi('response-schema', 'The document has a response schema for every object'),
  openapi('property', 'Every readable field is a property of the response schema, and every property is a field'),
  openapi('property-type', 'A property has the type of its field'),
  openapi('enum', 'The enum of a select property lists exactly the options of its field'),
  openapi('required', 'A create schema requires exactly what metadata says can not be left out'),
  openapi('relation', 'A relation property refers to the schema of the object it points at'),
] as const;

const partEnum = requirement({
  id: 'openapi.object.part-enum', level: 'MUST', area: 'openapi', source: `${SOURCES.schema}; ${SOURCES.coreDocument}`,
  title: 'The values that the document lists for a part of a composite are those of the GraphQL schema',
});

journey({
  name: 'Each object in the Core OpenAPI document',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: objectSubjects,
  skip: (_subject, { model }) => (model.openapi.core ? undefined : 'the instance serves no Core OpenAPI document'),
  requirements: [...RULES.map(([, ruleRequirement]) => ruleRequirement), partEnum],
  async play({ subject, model, check, skip }) {
    const problems = compareObjectToOpenApi(subject.object, model.openapi.core!, model);
    const described = subject.object.fields.filter((field) => fieldType(field.type)?.openApi(field)).map(({ type }) => type);
    const enums = subject.object.fields.filter(({ options }) => options.length > 0).map(({ type }) => type);
    const relations = subject.object.fields.filter(({ relation }) => relation !== undefined).map(({ type }) => type);
    const about: Partial<Record<(typeof RULES)[number][0], string[]>> = { property: described, 'property-type': described, enum: enums, relation: relations };
    for (const [rule, ruleRequirement] of RULES) {
      const found = problems.filter((problem) => problem.rule === rule);
      await check(ruleRequirement, [], () => expectThat(found.length === 0, found.slice(0, 8).map(({ subject: where, message }) => `${where}: ${message}`).join('; ')), { fieldType: about[rule] ?? [] });
    }
    const schema = model.introspection.core;
    if (!schema) return skip(partEnum, 'the instance shows no Core GraphQL schema');
    const different = compositeEnumProblems(subject.object, model.openapi.core!, schema);
    await check(partEnum, [], () => expectThat(different.length === 0, different.slice(0, 8).join('; ')));
  },
});
