import { GraphQLBoolean, GraphQLInputObjectType, GraphQLNonNull, GraphQLObjectType } from 'graphql';
import type { GraphQLInputType, GraphQLOutputType } from 'graphql';
import type { FieldType } from '../../model.js';
import type { SharedTypes } from './scalars.js';

interface SubField {
  type: string;
  filter: string;
  nonNull?: boolean;
  /** Lists and objects cannot make groups. */
  groupable?: boolean;
  /** Not part of the documented inputs. */
  serverSet?: boolean;
}

/** The types of a composite field, one for each place where it stands. */
export interface CompositeTypes {
  output: GraphQLOutputType;
  create: GraphQLInputType;
  update: GraphQLInputType;
  filter: GraphQLInputType;
  orderBy: GraphQLInputType;
  groupBy: GraphQLInputObjectType;
}

const text: SubField = { type: 'String', filter: 'StringFilter' };
const json: SubField = { type: 'JSON', filter: 'RawJsonFilter', groupable: false };
const amount: SubField = { type: 'BigFloat', filter: 'BigFloatFilter' };

const COMPOSITES: Partial<Record<FieldType, { name: string; fields: Record<string, SubField> }>> = {
  FULL_NAME: { name: 'FullName', fields: { firstName: text, lastName: text } },
  EMAILS: { name: 'Emails', fields: { primaryEmail: text, additionalEmails: json } },
  PHONES: {
    name: 'Phones',
    fields: { primaryPhoneNumber: text, primaryPhoneCountryCode: text, primaryPhoneCallingCode: text, additionalPhones: json },
  },
  LINKS: { name: 'Links', fields: { primaryLinkLabel: text, primaryLinkUrl: text, secondaryLinks: json } },
  CURRENCY: { name: 'Currency', fields: { amountMicros: amount, currencyCode: text } },
  ADDRESS: {
    name: 'Address',
    fields: {
      addressStreet1: text, addressStreet2: text, addressCity: text, addressPostcode: text, addressState: text, addressCountry: text,
      addressLat: amount, addressLng: amount,
    },
  },
  ACTOR: {
    name: 'Actor',
    fields: {
      source: { type: 'ActorSourceEnum', filter: 'ActorSourceEnumFilter', nonNull: true },
      workspaceMemberId: { type: 'UUID', filter: 'UUIDFilter', serverSet: true },
      name: { ...text, nonNull: true, serverSet: true },
      context: json,
    },
  },
  RICH_TEXT: { name: 'RichText', fields: { blocknote: text, markdown: text } },
};

/** Builds the types of all composites, by field type. */
export function compositeTypes(shared: SharedTypes): Map<FieldType, CompositeTypes> {
  const built = new Map<FieldType, CompositeTypes>();
  for (const [fieldType, { name, fields }] of Object.entries(COMPOSITES)) {
    const input = (suffix: string, typeOf: (sub: SubField) => GraphQLInputType, keep: (sub: SubField) => boolean = () => true): GraphQLInputObjectType =>
      new GraphQLInputObjectType({
        name: `${name}${suffix}`,
        fields: Object.fromEntries(Object.entries(fields).filter(([, sub]) => keep(sub)).map(([key, sub]) => [key, { type: typeOf(sub) }])),
      });
    const plain = (sub: SubField): GraphQLInputType => shared.input(sub.type);
    const created = (sub: SubField): GraphQLInputType => (sub.nonNull === true ? new GraphQLNonNull(plain(sub) as never) : plain(sub));
    built.set(fieldType as FieldType, {
      output: new GraphQLObjectType({
        name,
        fields: Object.fromEntries(Object.entries(fields).map(([key, sub]) => {
          const type = shared.get(sub.type) as GraphQLOutputType;
          return [key, { type: sub.nonNull === true ? new GraphQLNonNull(type) : type }];
        })),
      }),
      create: input('CreateInput', created, (sub) => sub.serverSet !== true),
      update: input('UpdateInput', plain, (sub) => sub.serverSet !== true),
      filter: input('FilterInput', (sub) => shared.input(sub.filter)),
      orderBy: input('OrderByInput', () => shared.input('OrderByDirection')),
      groupBy: input('GroupByInput', () => GraphQLBoolean, (sub) => sub.groupable !== false),
    });
  }
  return built;
}
