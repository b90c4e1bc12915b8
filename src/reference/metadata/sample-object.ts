import type { ObjectMetadata, Workspace } from '../model.js';
import { addCustomField, type FieldInput } from './custom-field.js';
import { addCustomObject } from './custom-object.js';

type SampleField = Omit<FieldInput, 'objectMetadataId' | 'label'>;

const options = (...values: string[]): NonNullable<FieldInput['options']> => values.map((value, position) => ({
  value, label: value.charAt(0) + value.slice(1).toLowerCase(), color: ['green', 'turquoise', 'sky'][position] ?? 'blue', position,
}));

const PLAIN_FIELDS: readonly SampleField[] = [
  { name: 'textField', type: 'TEXT' },
  { name: 'uniqueText', type: 'TEXT', isUnique: true },
  { name: 'intField', type: 'NUMBER', settings: { dataType: 'int', decimals: 0, type: 'number' } },
  { name: 'floatField', type: 'NUMBER', settings: { dataType: 'float', decimals: 2, type: 'number' } },
  { name: 'booleanField', type: 'BOOLEAN', defaultValue: false },
  { name: 'dateField', type: 'DATE' },
  { name: 'dateTimeField', type: 'DATE_TIME' },
  { name: 'selectField', type: 'SELECT', options: options('ALPHA', 'BETA', 'GAMMA'), defaultValue: "'ALPHA'" },
  { name: 'multiSelectField', type: 'MULTI_SELECT', options: options('RED', 'GREEN', 'BLUE') },
  { name: 'ratingField', type: 'RATING' },
  { name: 'arrayField', type: 'ARRAY' },
  { name: 'jsonField', type: 'RAW_JSON' },
  { name: 'currencyField', type: 'CURRENCY' },
  { name: 'emailsField', type: 'EMAILS' },
  { name: 'phonesField', type: 'PHONES' },
  { name: 'linksField', type: 'LINKS' },
  { name: 'addressField', type: 'ADDRESS' },
  { name: 'fullNameField', type: 'FULL_NAME' },
  { name: 'richTextField', type: 'RICH_TEXT' },
  { name: 'uuidField', type: 'UUID' },
  { name: 'filesField', type: 'FILES', settings: { maxNumberOfValues: 5 } },
];

/** `textField` to `Text field`. */
function labelOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Adds the custom object `conformanceSample`, which has a field of every type that can be created. */
export function addSampleObject(workspace: Workspace, now: string): ObjectMetadata {
  const object = addCustomObject(workspace, {
    nameSingular: 'conformanceSample', namePlural: 'conformanceSamples', labelSingular: 'Conformance sample',
    labelPlural: 'Conformance samples', description: 'A sample with a field of every type', icon: 'IconTestPipe',
  }, now);
  const add = (field: SampleField): void => {
    addCustomField(workspace, object, { ...field, objectMetadataId: object.id, label: labelOf(field.name) }, now);
  };
  PLAIN_FIELDS.forEach(add);
  const idOf = (name: string): string => workspace.objects.find((each) => each.nameSingular === name)?.id ?? '';
  const relation = (target: string, targetFieldLabel: string) => ({
    type: 'MANY_TO_ONE' as const, targetObjectMetadataId: idOf(target), targetFieldLabel, targetFieldIcon: 'IconTestPipe',
  });
  add({ name: 'company', type: 'RELATION', relationCreationPayload: relation('company', 'Conformance samples') });
  add({
    name: 'owner', type: 'MORPH_RELATION',
    morphRelationsCreationPayload: [relation('person', 'Owned samples'), relation('company', 'Owned samples')],
  });
  return object;
}
