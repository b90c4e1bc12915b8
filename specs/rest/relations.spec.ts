import {
  SOURCES, at, createSample, destroySample, expectClientError, expectEqual, expectStatus, expectThat, introspectedType, capitalised, journey, linksOf, notWritable, objectSubjects, recordsIn, requirement, show, where, and,
  type Exchange, type Link, type ObjectModel, type ObjectSubject, type Plan,
} from '../../src/suite/index.js';

const relation = (id: string, title: string, source: string = SOURCES.safety, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `rest.relation.${id}`, level, area: 'rest', title, source });

const byId = relation('by-id', 'A relation is written by the id of the other record');
const nested = relation('nested', 'depth=1 shows the very record whose id a relation holds', SOURCES.coreDocument);
const otherSide = relation('other-side', 'The record on the other side of a relation lists and counts the record as its own', SOURCES.agreement);
const filter = relation('filter', 'A filter by the ids of relations finds the record that holds them', SOURCES.coreDocument);
const unknownId = relation('unknown-id', 'The id of no record is refused with a client error, and the relation stays as it was');
const unknownNamed = relation('unknown-id-named', 'The refusal of an id of no record names the relation', SOURCES.http, 'SHOULD');
const toMany = relation('to-many-refused', 'A write to the side of many is refused with 400, the field named');
const bothForms = relation('both-forms', 'The id and a connect of one relation together are refused with 400, the relation named');
const nullClears = relation('null-clears', 'null clears a relation');
const connect = relation('connect', 'connect by id relates the records, as in GraphQL', SOURCES.agreement);
const disconnect = relation('disconnect', 'disconnect clears a relation, as in GraphQL', SOURCES.agreement);
const parentTrashed = relation('parent-trashed', 'A soft delete of the other record leaves the record as it was, or takes it into the trash along');
const trashedSame = relation('trashed-parent-id', 'The id that a relation holds is the same at every depth, with the other record in the trash too', SOURCES.agreement);
const parentRestored = relation('parent-restored', 'With the other record restored the relation is as it was');
const setNull = relation('parent-destroyed-set-null', 'Where metadata says SET_NULL, the end of the other record clears the relation and leaves the rest', SOURCES.metadata);
const cascade = relation('parent-destroyed-cascade', 'Where metadata says CASCADE, the record ends with the other record', SOURCES.metadata);

/** Well-formed, and no record has it. */
const NO_RECORD = '00000000-0000-4000-8000-00000000c0de';

/** Objects whose records can belong to others; profile `standard` takes those that people work with. */
function subjects(plan: Plan): ObjectSubject[] {
  return objectSubjects(plan).filter(({ object }) => object.isActive && notWritable(object) === undefined && linksOf(plan.model, object).length > 0 && (plan.config.profile === 'full' || !object.isSystem));
}

/** A record without what a write to another record may change in it. */
function lasting(record: Record<string, unknown> | undefined): Record<string, unknown> {
  const { updatedAt: _updatedAt, updatedBy: _updatedBy, searchVector: _searchVector, ...rest } = record ?? {};
  return rest;
}

/** Of the many targets that a morph relation may have, a few: they differ in nothing but the object that they lead to. Custom objects among them first. */
function chosenLinks(links: Link[]): Link[] {
  const morph = links.filter(({ field }) => field.type === 'MORPH_RELATION').sort((a, b) => Number(b.parent.isCustom) - Number(a.parent.isCustom));
  return [...links.filter((link) => !morph.includes(link)), ...morph.slice(0, 3)];
}

journey({
  name: 'Relations of a record',
  profiles: ['standard', 'full'],
  tokens: 31,
  subjects,
  requirements: [byId, nested, otherSide, filter, unknownId, unknownNamed, toMany, bothForms, nullClears, connect, disconnect, parentTrashed, trashedSame, parentRestored, setNull, cascade],
  async play(context) {
    const { check, skip, rest, coreGraphql, model, subject: { object } } = context;
    const { nameSingular, namePlural } = object;
    const links = chosenLinks(linksOf(model, object));
    const parentIds = new Map<string, string>();
    const parents: ObjectModel[] = [...new Set(links.map(({ parent }) => parent))];
    for (const parent of parents) {
      const made = await createSample(context, parent);
      if (made.exchange.response.status !== 201) return context.halt(`a '${parent.nameSingular}' could not be made: ${made.exchange.response.text.slice(0, 200)}`);
      parentIds.set(parent.nameSingular, made.id);
    }
    const idFor = ({ parent }: Link) => parentIds.get(parent.nameSingular)!;
    const columns = (value: (link: Link) => unknown, some = links) => Object.fromEntries(some.map((link) => [link.column, value(link)]));
    const forms = (value: (link: Link) => unknown, some: Link[]) => Object.fromEntries(some.map((link) => [link.field.name, value(link)]));
    const child = await createSample(context, object, columns(idFor));
    const { id } = child;
    const read = async (depth?: 0 | 1) => {
      const exchange = await rest.get(namePlural, id, depth === undefined ? {} : { depth });
      return { exchange, record: at(exchange.response.json, 'data', nameSingular) as Record<string, unknown> | undefined };
    };
    /** One check for each link, on the same exchanges. */
    const each = async (requirement: typeof byId, some: Link[], evidence: Exchange[], judge: (link: Link) => void) => {
      for (const link of some) await check(requirement, evidence, () => judge(link), { label: link.field.name, fieldType: link.field.type });
    };
    const first = await read(1);
    await each(byId, links, [child.exchange, first.exchange], (link) => {
      expectStatus(child.exchange, 201);
      expectEqual(first.record?.[link.column], idFor(link), link.column);
    });
    if (child.exchange.response.status !== 201) return context.halt('the record with its relations could not be made');
    await each(nested, links, [first.exchange], (link) => expectEqual(at(first.record, link.field.name, 'id'), idFor(link), `id of ${link.field.name}`));

    const listing = parents.filter((parent) => links.some((link) => link.parent === parent && link.inverse.length > 0));
    if (listing.length > 0 && model.capabilities.coreGraphql.available) {
      const sides = (parent: ObjectModel) => links.find((link) => link.parent === parent)!.inverse;
      const told = await coreGraphql.query(`query { ${listing.map((parent) => `${parent.nameSingular}(filter: { id: { eq: "${parentIds.get(parent.nameSingular)!}" } }) { id ${sides(parent).map(({ name }) => `${name}(first: 5) { totalCount edges { node { id } } }`).join(' ')} }`).join(' ')} }`);
      await each(otherSide, links.filter(({ parent }) => listing.includes(parent)), [told], ({ parent, inverse }) => {
        const lists = inverse.map(({ name }) => at(told.response.json, 'data', parent.nameSingular, name));
        const holding = lists.filter((list) => JSON.stringify(at(list, 'edges') ?? '').includes(id));
        expectThat(holding.length > 0, `no list of the ${parent.nameSingular} holds the record: ${show(told.response.text, 300)}`);
        for (const list of holding) expectEqual(at(list, 'totalCount'), 1, 'totalCount of the list');
      });
    } else skip(otherSide, listing.length > 0 ? 'the instance serves no Core GraphQL' : 'no object on the other side lists its records');
    const found = await rest.list(namePlural, { filter: and(...links.map((link) => where(link.column, 'eq', idFor(link)))) });
    await check(filter, found, () => expectEqual([recordsIn(found, namePlural).map((record) => record['id']), at(found.response.json, 'totalCount')], [[id], 1], 'ids and totalCount'));

    const attempts = new Map<Link, Exchange>();
    for (const link of links) attempts.set(link, await rest.update(namePlural, id, { [link.column]: NO_RECORD }));
    const unharmed = await read();
    for (const link of links) {
      const attempt = attempts.get(link)!;
      await each(unknownId, [link], [attempt, unharmed.exchange], () => {
        expectClientError(attempt);
        expectEqual(unharmed.record?.[link.column], idFor(link), link.column);
      });
      await each(unknownNamed, [link], [attempt], () => expectThat(attempt.response.text.includes(link.field.name), `body: expected ${link.field.name} named, got ${show(attempt.response.text, 300)}`));
    }
    const [one] = links as [Link];
    const many = one.inverse[0];
    if (many) {
      const attempt = await rest.update(one.parent.namePlural, idFor(one), { [many.name]: [id] });
      await check(toMany, attempt, () => { expectStatus(attempt, 400); expectThat(attempt.response.text.includes(many.name), `body: expected ${many.name} named, got ${show(attempt.response.text)}`); });
    } else skip(toMany, 'the object on the other side lists no records');
    const connecting = (link: Link) => ({ connect: { where: { id: idFor(link) } } });
    const input = model.introspection.core ? introspectedType(model.introspection.core, `${capitalised(nameSingular)}UpdateInput`) : undefined;
    const offered = links.filter(({ field }) => input?.kind === 'INPUT_OBJECT' && input.inputFields.some(({ name }) => name === field.name));
    const nullable = links.filter(({ field }) => field.isNullable);
    const clearable = offered.filter((link) => nullable.includes(link));
    if (offered.includes(one)) {
      const attempt = await rest.update(namePlural, id, { [one.column]: idFor(one), [one.field.name]: connecting(one) });
      await check(bothForms, attempt, () => { expectStatus(attempt, 400); expectThat(attempt.response.text.includes(one.field.name), `body: expected ${one.field.name} named, got ${show(attempt.response.text)}`); });
    } else skip(bothForms, 'GraphQL, which REST is to agree with, offers no connect');

    const write = async (body: object) => ({ written: await rest.update(namePlural, id, body), ...(await read()) });
    const expectColumn = (link: Link, { written, record }: Awaited<ReturnType<typeof write>>, value: unknown) => { expectStatus(written, 200); expectEqual(record?.[link.column], value, link.column); };
    if (nullable.length > 0) {
      const cleared = await write(columns(() => null, nullable));
      await each(nullClears, nullable, [cleared.written, cleared.exchange], (link) => expectColumn(link, cleared, null));
    } else skip(nullClears, 'no relation of the object may be empty');
    if (clearable.length > 0) {
      const connected = await write(forms(connecting, clearable));
      await each(connect, clearable, [connected.written, connected.exchange], (link) => expectColumn(link, connected, idFor(link)));
      const disconnected = await write(forms(() => ({ disconnect: true }), clearable));
      await each(disconnect, clearable, [disconnected.written, disconnected.exchange], (link) => expectColumn(link, disconnected, null));
    } else for (const requirement of [connect, disconnect]) skip(requirement, 'GraphQL, which REST is to agree with, offers no connect');
    await rest.update(namePlural, id, columns(idFor));
    const before = await read();

    const trashing: Exchange[] = [];
    for (const parent of parents) trashing.push(await rest.softDelete(parent.namePlural, parentIds.get(parent.nameSingular)!));
    const flat = await read(0);
    const deep = await read(1);
    const inTrash = flat.exchange.response.status === 404 ? await rest.list(namePlural, { filter: `id[eq]:"${id}",deletedAt[is]:NOT_NULL` }) : undefined;
    await check(parentTrashed, [...trashing, flat.exchange, ...(inTrash ? [inTrash] : [])], () => {
      for (const exchange of trashing) expectStatus(exchange, 200);
      if (inTrash) expectEqual(recordsIn(inTrash, namePlural).map((record) => record['id']), [id], 'records in the trash');
      else expectEqual(lasting(flat.record), lasting(before.record), 'record');
    });
    if (inTrash) skip(trashedSame, 'the record went into the trash along');
    else await each(trashedSame, links, [flat.exchange, deep.exchange], ({ column }) => expectEqual(deep.record?.[column], flat.record?.[column], `${column} at depth 1 beside depth 0`));
    for (const parent of parents) await rest.restoreMany(parent.namePlural, where('id', 'eq', parentIds.get(parent.nameSingular)!));
    const restored = await read(1);
    await check(parentRestored, [before.exchange, restored.exchange], () => {
      expectEqual(columns(({ column }) => restored.record?.[column]), columns(idFor), 'ids of the relations');
      for (const link of links) expectEqual(at(restored.record, link.field.name, 'id'), idFor(link), `id of ${link.field.name}`);
    });

    const ruleOf = ({ field }: Link) => String(field.settings['onDelete']);
    const ends = links.filter((link) => ruleOf(link) === 'CASCADE');
    const clearing = links.filter((link) => ruleOf(link) === 'SET_NULL' && !ends.some(({ parent }) => parent === link.parent));
    for (const parent of new Set(clearing.map((link) => link.parent))) await destroySample(context, parent, parentIds.get(parent.nameSingular)!);
    if (clearing.length > 0) {
      const after = await read();
      const kept = links.filter((link) => !clearing.includes(link)).map(({ column }) => column);
      await each(setNull, clearing, [before.exchange, after.exchange], ({ column }) => {
        expectStatus(after.exchange, 200);
        expectEqual([column, ...kept].map((key) => after.record?.[key]), [null, ...kept.map((key) => before.record?.[key])], [column, ...kept].join(', '));
      });
    } else skip(setNull, 'metadata says SET_NULL of no relation of the object');
    let current: string | undefined = id;
    for (const link of ends) {
      const alone = current ?? (nullable.length === links.length || links.length === 1 ? (await createSample(context, object, { [link.column]: idFor(link) })).id : undefined);
      if (alone === undefined) continue;
      current = undefined;
      const gone = await rest.destroy(link.parent.namePlural, idFor(link));
      if (gone.response.status === 200) context.gone(link.parent, idFor(link));
      const after = await rest.get(namePlural, alone);
      if (after.response.status === 404) context.gone(object, alone);
      await each(cascade, [link], [gone, after], () => { expectStatus(gone, 200); expectStatus(after, 404); });
    }
    if (ends.length === 0) skip(cascade, 'metadata says CASCADE of no relation of the object', 'subject');
    if (current !== undefined) await destroySample(context, object, current);
    for (const parent of parents) if (!clearing.some((link) => link.parent === parent) && !ends.some((link) => link.parent === parent)) await destroySample(context, parent, parentIds.get(parent.nameSingular)!);
  },
});
