/** A field of the population: what is created, and one value for each record. */
export interface PopulationField {
  type: string;
  /** In the name of the field where a type stands twice. */
  variant?: string;
  settings?: Record<string, unknown>;
  /** Undefined leaves the field out. */
  values: readonly unknown[];
}

/** Options in an order that is not that of the alphabet. */
export const OPTIONS = ['RED', 'GREEN', 'BLUE'] as const;

/** Records of the population. */
export const SIZE = 8;

const id = (last: string) => `5ca1ab1e-0000-4000-8000-00000000000${last}`;
const money = (units: number, currencyCode: string) => ({ amountMicros: units * 1_000_000, currencyCode });
const phone = (number: string, further: unknown[] = []) => ({ primaryPhoneNumber: number, primaryPhoneCountryCode: 'FR', primaryPhoneCallingCode: '+33', additionalPhones: further });
const link = (host: string, label: string, further: unknown[] = []) => ({ primaryLinkLabel: label, primaryLinkUrl: `https://${host}.example.com`, secondaryLinks: further });
const place = (city: string, addressLat: number, addressLng: number) => ({ addressStreet1: `${city} St 1, (rear)`, addressStreet2: city === 'Lyon' ? 'Box 7' : '', addressCity: city, addressPostcode: '007', addressState: 'É [x]', addressCountry: 'France', addressLat, addressLng });
const block = (text: string) => JSON.stringify([{ id: text, type: 'paragraph', props: {}, content: [{ type: 'text', text, styles: {} }], children: [] }]);
const rich = (text: string) => ({ markdown: text, blocknote: block(text) });

/** The fields of the population: a tie, values that are next to each other, null and, where a type has it, another way to be empty. */
export const POPULATION_FIELDS: readonly PopulationField[] = [
  { type: 'TEXT', values: ['alpha', 'beta', 'beta', 'Gamma', '', null, 'zeta, (eta) [x]:1', '50%_é漢😀 O\'Brien'] },
  { type: 'NUMBER', values: [1, 2, 2, -3, 0, null, 10, null] },
  { type: 'NUMBER', variant: 'Float', settings: { dataType: 'float', decimals: 2, type: 'number' }, values: [1.5, 2.25, 2.25, -0.5, 0, null, 1000.75, 1] },
  { type: 'BOOLEAN', values: [true, false, true, false, null, true, false, null] },
  { type: 'DATE', values: ['2024-01-01', '2024-02-29', '2024-02-29', '1999-12-31', '2024-03-31', null, '2030-06-15', null] },
  {
    type: 'DATE_TIME',
    values: ['2024-01-01T00:00:00.000Z', '2024-02-29T23:30:00.456Z', '2024-02-29T23:30:00.456Z', '1999-12-31T23:59:59.999Z', '2024-03-31T01:30:00.000Z', null, '2024-02-29T23:30:00.457Z', null],
  },
  { type: 'SELECT', values: ['RED', 'GREEN', 'GREEN', 'BLUE', 'RED', null, 'BLUE', null] },
  { type: 'MULTI_SELECT', values: [['RED'], ['GREEN', 'BLUE'], ['GREEN', 'BLUE'], ['BLUE'], [], null, ['RED', 'GREEN', 'BLUE'], ['GREEN']] },
  { type: 'RATING', values: ['RATING_1', 'RATING_3', 'RATING_3', 'RATING_5', 'RATING_1', null, 'RATING_2', null] },
  { type: 'ARRAY', values: [['a'], ['b', 'c'], ['b', 'c'], ['C'], [], null, ['z, (y)'], ['é漢']] },
  { type: 'RAW_JSON', values: [{ k: 'one', n: 1 }, { k: 'two' }, { k: 'two' }, ['x', 'y'], null, null, { deep: { er: true } }, { k: 'é' }] },
  { type: 'UUID', values: [id('1'), id('2'), id('2'), id('9'), id('0'), null, id('a'), null] },
  { type: 'CURRENCY', values: [money(1, 'EUR'), money(2, 'USD'), money(2, 'USD'), money(-3, 'EUR'), { amountMicros: 0, currencyCode: 'GBP' }, null, money(9_000_000_000, 'USD'), null] },
  {
    type: 'EMAILS',
    values: ['ann', 'bob+tag', 'bob+tag', 'cy', '', '', "o'neil", 'zed'].map((name, index) => (name === '' ? null : { primaryEmail: `${name}@example.com`, additionalEmails: index === 0 ? ['second@example.com'] : [] })),
  },
  { type: 'PHONES', values: [phone('612345671', [{ number: '698765432', countryCode: 'FR', callingCode: '+33' }]), phone('612345672'), phone('612345672'), phone('612345673'), null, null, phone('612345679'), phone('612345670')] },
  { type: 'LINKS', values: [link('a', 'L, (1)', [{ url: 'https://second.example.com', label: 'second' }]), link('b', 'same'), link('b', 'same'), link('c', 'C'), null, null, link('z', 'Z'), link('e', 'é漢')] },
  { type: 'ADDRESS', values: [place('Paris', 40.5, 0), place('Lyon', 41.5, -1), place('Lyon', 41.5, -1), place('Oslo', -43.5, -3.25), place('', 0, 12), null, place('Zagreb', 46.5, 6), place('Łódź', 51.75, 19.5)] },
  {
    type: 'FULL_NAME',
    values: [['Ann', 'Lee'], ['Bob', 'Ray'], ['Bob', 'Ray'], ['cy', ''], ['', ''], ['', ''], ["D'Arcy", 'O, (x)'], ['Zoë', '漢字']].map(([firstName, lastName]) => ({ firstName, lastName })),
  },
  { type: 'RICH_TEXT', values: [rich('alpha'), rich('beta'), rich('beta'), rich('Gamma'), undefined, undefined, rich('zeta, (eta)'), rich('é漢')] },
  { type: 'ACTOR', values: ['MANUAL', 'IMPORT', 'IMPORT', 'API', 'EMAIL', 'EMAIL', 'WORKFLOW', 'API'].map((source, index) => ({ source, name: ['Ann', 'Bob', 'Bob', 'cy', '', '', 'Zed, (z)', 'é漢'][index] })) },
];

/** Names of the records that the population belongs to, with a tie. */
export const PARENT_NAMES = ['Orion', 'Vega', 'Vega', 'altair'] as const;
/** Which of them each record belongs to. */
export const PARENT_OF: ReadonlyArray<number | null> = [0, 1, 2, 3, null, null, 1, 0];
