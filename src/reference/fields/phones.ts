import { type CountryCode, getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { coded, isPlainObject } from './kind.js';
import { fromJsonText, noJson, parseText } from './scalars.js';

const EMPTY = { primaryPhoneNumber: '', primaryPhoneCountryCode: '', primaryPhoneCallingCode: '', additionalPhones: [] };
const COUNTRIES = new Set<string>(getCountries());
/** What is wrong with a number is said to people too. */
const refused = (message: string, code: string): Error => coded(message, code, message);

interface Phone {
  number: string;
  countryCode: string;
  callingCode: string;
}

/** Fills what the given parts of a number imply and refuses parts that contradict each other. */
function complete(phone: Phone): Phone {
  const { number, countryCode, callingCode } = phone;
  if (countryCode !== '' && !COUNTRIES.has(countryCode)) throw refused(`Invalid country code ${countryCode}`, 'INVALID_PHONE_COUNTRY_CODE');
  const digits = callingCode.replace(/^\+/, '');
  if (digits !== '') {
    const countries = getCountries().filter((country) => getCountryCallingCode(country) === digits);
    if (countries.length === 0) throw refused(`Invalid calling code ${callingCode}`, 'INVALID_PHONE_CALLING_CODE');
    if (countryCode !== '' && !countries.includes(countryCode as CountryCode)) {
      throw refused('Provided country code and calling code are conflicting', 'CONFLICTING_PHONE_CALLING_CODE_AND_COUNTRY_CODE');
    }
  }
  if (number === '') return phone;
  const options = digits !== '' ? { defaultCallingCode: digits } : countryCode !== '' ? { defaultCountry: countryCode as CountryCode } : {};
  const parsed = parsePhoneNumberFromString(number, options);
  if (!parsed) throw refused(`Provided phone number is invalid ${number}`, 'INVALID_PHONE_NUMBER');
  if (digits !== '' && parsed.countryCallingCode !== digits) {
    throw refused('Provided and inferred calling code are conflicting', 'CONFLICTING_PHONE_CALLING_CODE');
  }
  if (countryCode !== '' && parsed.country !== undefined && parsed.country !== countryCode && getCountryCallingCode(countryCode as CountryCode) !== parsed.countryCallingCode) {
    throw refused('Provided and inferred country code are conflicting', 'CONFLICTING_PHONE_COUNTRY_CODE');
  }
  return {
    number: parsed.nationalNumber,
    countryCode: countryCode || (parsed.country ?? ''),
    callingCode: callingCode || `+${parsed.countryCallingCode}`,
  };
}

function parseAdditional(value: unknown, path: string): unknown[] {
  if (value === null) return [];
  const list = fromJsonText(value, path);
  if (isPlainObject(list) && Object.keys(list).length === 0) return [];
  if (!Array.isArray(list)) throw noJson(value, path);
  return list.map((entry: unknown) => {
    if (!isPlainObject(entry) || Object.keys(entry).length === 0) return {};
    const part = (key: string): string => parseText(entry[key], `${path}.${key}`);
    const { number, callingCode, countryCode } = complete({ number: part('number'), countryCode: part('countryCode'), callingCode: part('callingCode') });
    return { number, callingCode, countryCode };
  });
}

export const phones: FieldKind = {
  parse(value, input) {
    const parsers = { primaryPhoneNumber: parseText, primaryPhoneCountryCode: parseText, primaryPhoneCallingCode: parseText, additionalPhones: parseAdditional };
    const parsed = parseComposite(value, input, 'phones', parsers, EMPTY);
    const phone = complete({
      number: parsed['primaryPhoneNumber'] as string,
      countryCode: parsed['primaryPhoneCountryCode'] as string,
      callingCode: parsed['primaryPhoneCallingCode'] as string,
    });
    return { ...parsed, primaryPhoneNumber: phone.number, primaryPhoneCountryCode: phone.countryCode, primaryPhoneCallingCode: phone.callingCode };
  },
  empty: EMPTY,
  operators: [],
  subFields: {
    primaryPhoneNumber: { type: 'TEXT' },
    primaryPhoneCountryCode: { type: 'TEXT' },
    primaryPhoneCallingCode: { type: 'TEXT' },
    additionalPhones: { type: 'RAW_JSON' },
  },
};
