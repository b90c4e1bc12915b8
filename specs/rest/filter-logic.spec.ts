import {
  SOURCES, and, at, capitalised, dataAt, expectAnswered, expectEqual, expectStatus, instanceSubject, isEmptyValue, joinColumn, journey, needs, not, openPopulation, or, recordsIn, requirement, where,
  type Exchange, type Requirement,
} from '../../src/suite/index.js';

const logic = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.logic.${id}`, level: 'MUST', area: 'rest', title, source });

const conjunction = logic('and', 'and() finds what all of its conditions find');
const disjunction = logic('or', 'or() finds what any of its conditions finds');
const doubled = logic('double-negation', 'not(not()) of a condition finds what the condition finds');
const deMorgan = logic('de-morgan', 'not() of a group finds what the group of the negated conditions finds, and and or changed over');
const distributed = logic('distribution', 'A condition and a group of alternatives find what the alternatives find, each with the condition');
const nested = logic('nesting', 'Groups nested four deep find what their conditions imply');
const commas = logic('top-level', 'Conditions side by side, groups among them, all hold, whatever their order');
const partition = logic('partition', 'A condition, its negation among the records with a value, and the records without one are all records, each once');
const contradiction = logic('contradiction', 'A condition and its negation together find nothing, or together as alternatives leave out none that has a value');
const single = logic('single-condition', 'A group of one condition finds what the condition finds');
const graphql = logic('same-as-graphql', 'The same nesting finds the same records through GraphQL', SOURCES.agreement);
const related = logic('relation', 'A condition on a field of the related record finds the records that belong to a match, through REST and GraphQL', SOURCES.coreDocument);
const relatedNegated = logic('relation-negation', 'Negation, alternatives and conjunction hold for conditions on related records, those without one apart', SOURCES.coreDocument);

/** Truth of a condition for each record by its index; null where the record has no value to compare. */
type Truth = (index: number) => boolean | null;

/** A condition in both notations, and what it says of each record. */
interface Condition {
  rest: string;
  graphql: Record<string, unknown>;
  truth: Truth;
}

const all = (...conditions: Condition[]): Condition => ({
  rest: and(...conditions.map((each) => each.rest)), graphql: { and: conditions.map((each) => each.graphql) }, truth: (index) => conditions.every((each) => each.truth(index)),
});
const any = (...conditions: Condition[]): Condition => ({
  rest: or(...conditions.map((each) => each.rest)), graphql: { or: conditions.map((each) => each.graphql) }, truth: (index) => conditions.some((each) => each.truth(index)),
});
const no = (condition: Condition): Condition => ({
  rest: not(condition.rest), graphql: { not: condition.graphql }, truth: (index) => !condition.truth(index),
});

journey({
  name: 'Logic of filters',
  profiles: ['full'],
  tokens: 41,
  subjects: instanceSubject,
  skip: needs('metadataRest'),
  requirements: [conjunction, disjunction, doubled, deMorgan, distributed, nested, commas, partition, contradiction, single, graphql, related, relatedNegated],
  async play(context) {
    const { check, skip, rest, coreGraphql, model } = context;
    const { object: { namePlural, nameSingular }, records, parents, parentField } = await openPopulation(context);
    const names = records.map((record) => String(record['name']));
    const find = (filter: string) => rest.list(namePlural, { filter, limit: 60 });
    const foundIn = (exchange: Exchange) => recordsIn(exchange, namePlural).map((record) => String(record['name'])).sort();
    const wanted = (truth: Truth, among: (index: number) => boolean = () => true) => names.filter((_name, index) => among(index) && truth(index)).sort();
    const value = (name: string, index: number) => records[index]?.[name];
    const field = (name: string, operator: 'eq' | 'gt' | 'gte', operand: string | number | boolean, matches: (shown: never) => boolean): Condition => ({
      rest: where(name, operator, operand), graphql: { [name]: { [operator]: operand } }, truth: (index) => (isEmptyValue(value(name, index)) ? null : matches(value(name, index) as never)),
    });

    // Every record has a name, a position and, but for some, a number, a flag and a choice: with the first two, negation knows no third way.
    const early = field('position', 'gte', 3, (shown: number) => shown >= 3);
    const first = field('name', 'eq', names[0]!, (shown: string) => shown === names[0]);
    // Late ones are some of the early ones: no alternative makes another one idle.
    const late = field('name', 'gt', names[5]!, (shown: string) => shown > names[5]!);
    const two = field('zzNumber', 'eq', 2, (shown: number) => shown === 2);
    const yes = field('zzBoolean', 'eq', true, (shown: boolean) => shown);
    const red = field('zzSelect', 'eq', 'RED', (shown: string) => shown === 'RED');
    const hasNumber: Condition = { rest: where('zzNumber', 'is', 'NOT_NULL'), graphql: { zzNumber: { is: 'NOT_NULL' } }, truth: (index) => !isEmptyValue(value('zzNumber', index)) };

    const holds = async (what: Requirement, condition: Condition, detail: string, among?: (index: number) => boolean) => {
      const exchange = await find(condition.rest);
      await check(what, exchange, () => {
        expectStatus(exchange, 200);
        const found = foundIn(exchange).filter((name) => among?.(names.indexOf(name)) ?? true);
        expectEqual(found, wanted(condition.truth, among), 'records found');
      }, detail);
      return exchange;
    };
    await holds(conjunction, all(early, yes), 'two fields');
    await holds(conjunction, all(early, hasNumber, yes), 'three fields');
    await holds(disjunction, any(first, two), 'two fields');
    await holds(disjunction, any(first, two, red), 'three fields');
    await holds(doubled, no(no(early)), 'a number');
    await holds(doubled, no(no(hasNumber)), 'is');
    await holds(deMorgan, no(any(first, early)), 'not of or');
    await holds(deMorgan, all(no(first), no(early)), 'and of nots');
    await holds(deMorgan, no(all(early, late)), 'not of and');
    await holds(deMorgan, any(no(early), no(late)), 'or of nots');
    await holds(distributed, all(early, any(first, late)), 'a condition and alternatives');
    await holds(distributed, any(all(early, first), all(early, late)), 'alternatives, each with it');
    const deep = all(hasNumber, any(all(early, no(first)), any(all(two, no(red)), all(yes, no(no(late))))));
    const nesting = await holds(nested, deep, 'four deep', (index) => [two, yes, red].every((each) => each.truth(index) !== null));
    await holds(single, all(early), 'without a group');
    for (const [verb, detail] of [['and', 'and of one'], ['or', 'or of one']] as const) await holds(single, { ...early, rest: `${verb}(${early.rest})` }, detail);

    const [side, otherWay] = [[early.rest, or(first.rest, late.rest)], [or(first.rest, late.rest), early.rest]].map((parts) => parts.join(','));
    for (const [filter, detail] of [[`${early.rest},${yes.rest}`, 'two conditions'], [side!, 'a condition before a group'], [otherWay!, 'a group before a condition']] as const) {
      await holds(commas, { ...(detail === 'two conditions' ? all(early, yes) : all(early, any(first, late))), rest: filter }, detail);
    }

    for (const [detail, condition] of [['a number', two], ['a choice', red], ['a flag', yes]] as const) {
      const name = Object.keys(condition.graphql)[0]!;
      const [having, lacking, empty] = [await find(condition.rest), await find(all({ ...hasNumber, rest: where(name, 'is', 'NOT_NULL') }, no(condition)).rest), await find(where(name, 'is', 'NULL'))];
      await check(partition, [having, lacking, empty], () => {
        for (const exchange of [having, lacking, empty]) expectStatus(exchange, 200);
        expectEqual([having, lacking, empty].flatMap(foundIn).sort(), [...names].sort(), 'records of the three parts');
      }, detail);
      const [never, always] = [await find(and(condition.rest, not(condition.rest))), await find(or(condition.rest, not(condition.rest)))];
      await check(contradiction, [never, always], () => {
        expectEqual(foundIn(never), [], 'records found by both at once');
        expectEqual(foundIn(always).filter((each) => condition.truth(names.indexOf(each)) !== null), wanted((index) => condition.truth(index) !== null), 'records with a value found by either');
      }, detail);
    }

    const available = model.capabilities.coreGraphql.available;
    const ask = (filter: Record<string, unknown>) => coreGraphql.query(`query($filter: ${capitalised(nameSingular)}FilterInput) { ${namePlural}(first: 60, filter: $filter) { edges { node { name } } } }`, { filter });
    const namesIn = (exchange: Exchange) => ((dataAt(exchange, namePlural, 'edges') as unknown[] | undefined) ?? []).map((edge) => String(at(edge, 'node', 'name'))).sort();
    if (!available) skip(graphql, 'Core GraphQL does not answer');
    else {
      const asked = await ask(deep.graphql);
      await check(graphql, [nesting, asked], () => { expectAnswered(asked); expectEqual(namesIn(asked), foundIn(nesting), 'records of GraphQL beside REST'); });
    }

    const key = joinColumn(parentField);
    const parentName = (index: number) => parents.find(({ id }) => id === value(key, index))?.['name'] as string | undefined;
    const of = (name: string): Condition => ({
      rest: where(`${parentField.name}.name`, 'eq', name), graphql: { [parentField.name]: { name: { eq: name } } }, truth: (index) => (parentName(index) === undefined ? null : parentName(index) === name),
    });
    const [vega, orion] = [of('Vega'), of('Orion')];
    const belongs = (index: number) => parentName(index) !== undefined;
    const byRest = await holds(related, vega, 'REST');
    if (available) {
      const asked = await ask(vega.graphql);
      await check(related, [byRest, asked], () => { expectAnswered(asked); expectEqual(namesIn(asked), wanted(vega.truth), 'records found'); }, 'GraphQL');
    }
    await holds(relatedNegated, no(vega), 'negation', belongs);
    await holds(relatedNegated, any(vega, orion), 'alternatives');
    await holds(relatedNegated, all(vega, orion), 'two at once');
    await holds(relatedNegated, all(orion, early), 'with a condition on the record');
  },
});
