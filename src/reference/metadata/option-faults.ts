import { inspect } from 'node:util';
import type { FieldOption, FieldType } from '../model.js';
import { fault, type Fault } from './refusals.js';

const INVALID = 'INVALID_FIELD_INPUT';
const VALUE_PATTERN = /^(?!.*__)[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

type GivenOption = Partial<FieldOption>;

function valueFaults(value: unknown): Fault[] {
  if (typeof value !== 'string' || value === '') return [{ ...fault(INVALID, 'Option value is required') }];
  if (value.length > 63) return [fault(INVALID, 'Option value exceeds 63 characters', value)];
  if (!VALUE_PATTERN.test(value)) return [fault(INVALID, `Value must be in UPPER_CASE and follow snake_case "${value}"`, value)];
  return [];
}

function labelFaults(label: unknown): Fault[] {
  if (typeof label !== 'string' || label === '') return [{ ...fault(INVALID, 'Option label is required') }];
  if (label.length > 63) return [fault(INVALID, 'Option label exceeds 63 characters', label)];
  return label.includes(',') ? [fault(INVALID, 'Label must not contain a comma', label)] : [];
}

function duplicates(options: GivenOption[], key: 'id' | 'value' | 'position'): Fault[] {
  const values = options.map((option) => option[key]).filter((value) => value !== undefined);
  return new Set(values).size === values.length ? [] : [fault(INVALID, `Duplicated option ${key}`, options)];
}

/** What is wrong with the options of a select. */
export function optionFaults(options: GivenOption[]): Fault[] {
  if (options.length === 0) return [fault(INVALID, 'Options are required for enum fields', [])];
  return [
    ...options.flatMap((option) => [...valueFaults(option.value), ...labelFaults(option.label)]),
    ...duplicates(options, 'position'), ...duplicates(options, 'value'), ...duplicates(options, 'id'),
  ];
}

function oneDefaultFaults(value: unknown, options: GivenOption[]): Fault[] {
  if (typeof value !== 'string') {
    return [{ code: INVALID, message: `Default value for select must be a string got ${String(value)}`, userFriendlyMessage: 'Default value must be a string', value }];
  }
  if ( !/^'.*'$/s.test(value)) {
    return [fault(INVALID, 'Default value should be as quoted string', value)];
  }
  if (options.some((option) => `'${String(option.value)}'` === value)) return [];
  return [fault(INVALID, `Default value "${value}" must be one of the option values`, value)];
}

/** What is wrong with the default value of a select, multi-select or rating. */
export function optionDefaultFaults(type: FieldType, value: unknown, options: GivenOption[]): Fault[] {
  if (value === null || value === undefined) return [];
  if (type !== 'MULTI_SELECT') return oneDefaultFaults(value, options);
  if (!Array.isArray(value)) {
    const shown = typeof value === 'string' ? value : inspect(value);
    return [{
      code: INVALID, userFriendlyMessage: 'Multi-select field default value must be an array',
      message: `Default value for multi-select must be an array got ${shown}`, value,
    }];
  }
  if (value.length === 0) return [fault(INVALID, 'If defined default value must contain at least one value', value)];
  const repeated = new Set(value).size < value.length ? [fault(INVALID, 'Default values must be unique', value)] : [];
  return [...repeated, ...value.flatMap((each) => oneDefaultFaults(each, options))];
}
