import { SOURCES, at, dataAt, expectAnswered, expectEqual, expectThat, journey, objectSubjects, requirement, show } from '../../src/suite/index.js';

const agree = (id: string, title: string) => requirement({ id: `parity.metadata.${id}`, level: 'MUST', area: 'parity', title, source: `${SOURCES.agreement}; ${SOURCES.metadata}`, covers: 'metadata' });

const byId = agree('field-by-id', 'field(id) of Metadata GraphQL tells of a field what the list of its object tells');
const sameAsRest = agree('field-same-as-rest', 'Metadata GraphQL and Metadata REST tell the same of a field');

/** Attributes that both surfaces have, and that are no text for people. */
const ATTRIBUTES = ['name', 'type', 'isNullable', 'isUnique', 'isActive', 'isSystem'] as const;

journey({
  name: 'One field in Metadata GraphQL and REST',
  profiles: ['read-only', 'standard', 'full'],
  tokens: 0,
  subjects: objectSubjects,
  skip: (_subject, { model }) => (model.capabilities.metadataGraphql.available ? undefined : model.capabilities.metadataGraphql.reason),
  requirements: [byId, sameAsRest],
  async play({ subject: { object }, metadataGraphql, check, halt }) {
    const listed = await metadataGraphql.query(`query($id: UUID!) { object(id: $id) { fieldsList { id ${ATTRIBUTES.join(' ')} } } }`, { id: object.id });
    const fields = dataAt(listed, 'object', 'fieldsList') as Array<Record<string, unknown>> | undefined;
    if (!Array.isArray(fields)) return halt(`the fields could not be listed: ${show(listed.response.text)}`);
    // Of a morph relation fieldsList shows one field for all its targets, where REST lists one for each.
    for (const field of object.fields.filter(({ type }) => type !== 'MORPH_RELATION')) {
      const told = fields.find(({ id }) => id === field.id);
      await check(sameAsRest, listed, () => {
        expectThat(told, `fieldsList: expected ${field.name}, which Metadata REST lists`);
        for (const attribute of ATTRIBUTES) expectEqual(told[attribute], field[attribute], `${attribute} of GraphQL beside REST`);
      }, { label: field.name, fieldType: field.type });
    }
    // One unique field and one that is not stand for the rest.
    const chosen = [fields.find(({ isUnique, name }) => isUnique === true && name !== 'id') ?? fields.find(({ isUnique }) => isUnique === true), fields.find(({ isUnique }) => isUnique !== true)];
    for (const told of chosen) {
      if (!told) continue;
      const exchange = await metadataGraphql.query(`query($id: UUID!) { field(id: $id) { id ${ATTRIBUTES.join(' ')} } }`, { id: told['id'] });
      await check(byId, [exchange, listed], () => {
        expectAnswered(exchange);
        for (const key of Object.keys(told)) expectEqual(at(dataAt(exchange, 'field'), key), told[key], `${key} of field(id) beside fieldsList`);
      }, { label: String(told['name']), fieldType: String(told['type']) });
    }
  },
});
