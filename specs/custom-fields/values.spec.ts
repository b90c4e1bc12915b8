import {
  SOURCES, at, capitalised, createSample, destroySample, expectThat, fieldType, journey, notWritable, objectSubjects, plainWritableFields, requirement, show, typicalValue,
  type Exchange, type FieldSubject, type JourneyContext, type Plan,
} from '../../src/suite/index.js';

const custom = (id: string, title: string, covers: 'write' | 'invalid-input') => requirement({ id: `custom-fields.${id}`, level: 'MUST', area: 'custom-fields', title, source: SOURCES.metadata, covers });

const boundary = custom('value.boundary', 'A boundary value of the field type is stored and comes back equal', 'write');
const invalid = custom('value.invalid', 'A value that the field type does not allow is refused with 400', 'invalid-input');
const named = custom('value.invalid-named', 'The refusal of an invalid value names the field', 'invalid-input');
const unharmed = custom('value.invalid-unharmed', 'A refused value leaves the record as it was', 'invalid-input');
const partsKept = requirement({ id: 'custom-fields.value.parts-kept', level: 'SHOULD', area: 'custom-fields', title: 'An update that sends one part of a composite leaves its other parts as they were', source: SOURCES.metadata, covers: 'write' });
const cleared = custom('value.null-clears', 'null clears a nullable field', 'write');

/** Custom fields of writable objects; in a workspace without any, one standard field of each type stands in. */
function fields(run: Plan): FieldSubject[] {
  const all = objectSubjects(run)
    .filter(({ object }) => notWritable(object) === undefined)
    .flatMap(({ object }) => plainWritableFields(object).map((field) => ({ name: `${object.nameSingular}.${field.name}`, object, field })));
  const customs = all.filter(({ object, field }) => field.isCustom || object.isCustom);
  return customs.length > 0 ? customs : all.filter(({ field }, index) => all.findIndex((other) => other.field.type === field.type) === index);
}

journey<FieldSubject>({
  name: 'Values of a custom field',
  profiles: ['standard', 'full'],
  tokens: 25,
  subjects: fields,
  requirements: [boundary, invalid, named, unharmed, partsKept, cleared],
  async play(context) {
    const { subject: { object, field }, rest, check, skip } = context;
    const { nameSingular, namePlural } = object;
    const type = fieldType(field.type)!;
    const sample = await createSample(context, object);
    if (sample.exchange.response.status !== 201) return context.halt(`the record could not be created: ${sample.exchange.response.text.slice(0, 200)}`);
    const { id } = sample;
    const read = async () => {
      const exchange = await rest.get(namePlural, id);
      return { exchange, value: at(exchange.response.json, 'data', nameSingular, field.name) };
    };
    // A composite needs a record of its own for each: an update would merge its parts with those of the value before.
    const composite = typeof type.compares === 'object';
    const boundaries = type.boundary(field);
    for (const { label, input, ...stored } of boundaries) {
      const { id: boundaryId, exchange: written } = composite ? await createSample(context, object, { [field.name]: input }) : { id, exchange: await rest.update(namePlural, id, { [field.name]: input }) };
      if (field.isUnique && written.response.status === 400 && /duplicate/i.test(written.response.text)) {
        skip(boundary, `${label}: another record has this value, and the field is unique`, 'subject');
        continue;
      }
      const after = await rest.get(namePlural, boundaryId);
      await check(boundary, [written, after], () => {
        expectThat(written.response.status === (composite ? 201 : 200), `${label}: ${show(input)} refused with ${written.response.status} ${show(written.response.text)}`);
        const expected = 'output' in stored ? stored.output : input;
        const received = at(after.response.json, 'data', nameSingular, field.name);
        expectThat(type.equal(expected, received), `${label}: sent ${show(input)}, expected ${show(expected)}, read ${show(received)}`);
      }, label);
      if (boundaryId !== id) await destroySample(context, object, boundaryId);
    }
    if (composite) await updateByPart(context, id);
    else skip(partsKept, `${field.type} has no parts`, 'subject');
    if (boundaries.length === 0) skip(boundary, `no boundary values are known for ${field.type}`);
    const invalids = type.invalid(field);
    let expected = invalids.length > 0 ? (await read()).value : undefined;
    const refusals: Array<{ label: string; exchange: Exchange }> = [];
    for (const { label, input } of invalids) {
      const refused = await rest.update(namePlural, id, { [field.name]: input });
      const was400 = await check(invalid, refused, () => expectThat(refused.response.status === 400, `${label}: ${show(input)} answered with ${refused.response.status} ${show(refused.response.text)}`), label);
      if (was400) await check(named, refused, () => expectThat(refused.response.text.includes(field.name), `${label}: body does not name '${field.name}': ${show(refused.response.text)}`), label);
      else skip(named, `${label}: was not refused`);
      if (refused.response.status === 200) expected = at(refused.response.json, 'data', `update${capitalised(nameSingular)}`, field.name);
      else refusals.push({ label, exchange: refused });
    }
    // One read tells of all of them.
    const afterwards = refusals.length > 0 ? await read() : undefined;
    for (const { label, exchange } of refusals) {
      await check(unharmed, [exchange, ...(afterwards ? [afterwards.exchange] : [])], () => expectThat(JSON.stringify(afterwards?.value) === JSON.stringify(expected), `${label}: was ${show(expected)}, is ${show(afterwards?.value)}`), label);
    }
    if (invalids.length > 0 && refusals.length === 0) skip(unharmed, 'no invalid value was refused');
    if (invalids.length === 0) for (const requirementOfInvalid of [invalid, named, unharmed]) skip(requirementOfInvalid, `no invalid values are known for ${field.type}`);
    if (field.isNullable) {
      const nulled = await rest.update(namePlural, id, { [field.name]: null });
      const after = await read();
      await check(cleared, [nulled, after.exchange], () => {
        expectThat(nulled.response.status === 200, `null refused with ${nulled.response.status} ${show(nulled.response.text)}`);
        expectThat(type.equal(null, after.value), `after null: read ${show(after.value)}`);
      });
    } else skip(cleared, 'the field is not nullable');
    const destroyed = await rest.destroy(namePlural, id);
    if (destroyed.response.status === 200) context.gone(object, id);
  },
});

/** A list part with an element: typical values leave these empty. */
const LISTS: Readonly<Record<string, unknown>> = {
  additionalEmails: ['conformance.further@example.com'],
  additionalPhones: [{ number: '612345678', countryCode: 'FR', callingCode: '+33' }],
  secondaryLinks: [{ label: 'further', url: 'https://further.example.com' }],
};

/** A telephone number is one thing with its country. */
const wholeOf = (part: string): string => (part.startsWith('primaryPhone') ? 'primaryPhone' : part);

/** Sends a typical value part by part, lists first, one update each, and reads the whole after each. */
async function updateByPart({ subject: { object, field }, rest, random, ownRandom, check, skip }: JourneyContext<FieldSubject>, id: string): Promise<void> {
  const { nameSingular, namePlural } = object;
  const type = fieldType(field.type)!;
  const valueIn = (exchange: Exchange) => at(exchange.response.json, 'data', nameSingular, field.name) as Record<string, unknown> | null | undefined;
  const value = typicalValue(field, { random, ownRandom }) as Record<string, unknown>;
  const parts = [...new Set(Object.keys(value).sort((one, other) => Number(other in LISTS) - Number(one in LISTS)).map(wholeOf))];
  if (parts.length < 2) return skip(partsKept, `${field.type} has no two parts that can be sent alone`, 'subject');
  let before = valueIn(await rest.get(namePlural, id));
  for (const part of parts) {
    const sent = Object.fromEntries(Object.entries({ ...value, ...(part in LISTS ? { [part]: LISTS[part] } : {}) }).filter(([name]) => wholeOf(name) === part));
    const written = await rest.update(namePlural, id, { [field.name]: sent });
    const read = await rest.get(namePlural, id);
    const expected = { ...before, ...sent };
    await check(partsKept, [written, read], () => {
      expectThat(written.response.status === 200, `${part} alone refused with ${written.response.status} ${show(written.response.text)}`);
      expectThat(type.equal(expected, valueIn(read)), `after an update of ${part} alone: expected ${show(expected)}, read ${show(valueIn(read))}`);
    }, part);
    before = valueIn(read);
  }
}
