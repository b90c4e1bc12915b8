import { fault, type Fault } from './refusals.js';

const RESERVED_PAIRS = [
  'approvedAccessDomain', 'appToken', 'billingCustomer', 'billingEntitlement', 'billingMeter', 'billingProduct',
  'billingSubscription', 'billingSubscriptionItem', 'featureFlag', 'job', 'keyValuePair', 'pageLayout', 'pageLayoutTab',
  'pageLayoutWidget', 'twoFactorMethod', 'user', 'userWorkspace', 'workspace', 'role', 'userWorkspaceRole', 'plan', 'event',
  'field', 'link', 'type', 'object', 'relation',
];
const RESERVED = new Set([
  ...RESERVED_PAIRS.flatMap((name) => [name, `${name}s`]),
  'currency', 'currencies', 'fullNames', 'address', 'addresses', 'index', 'aggregate', 'search', 'searches',
]);

const MAXIMUM_LENGTH = 63;

/** What is wrong with the name of an object or field. */
export function nameFaults(name: string, code: string): Fault[] {
  const faults: Fault[] = [];
  if (name.length > MAXIMUM_LENGTH) faults.push(fault(code, 'Name is too long', name));
  if (name.length < 1) faults.push(fault(code, 'Name is too short', name));
  else if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
    faults.push(fault(code, 'Name is not valid: it must start with lowercase letter and contain only alphanumeric letters', name));
  }
  if (RESERVED.has(name)) {
    faults.push(fault(code, 'This name is reserved. Use a different name or the system will add "Custom" suffix.', name));
  }
  return faults;
}

/** What is wrong with the label of an object or field. */
export function labelFaults(label: string, code: string, owner: 'Object' | 'Field'): Fault[] {
  if (label.length < 1) return [fault(code, `${owner} label is too short`, label)];
  return label.length > MAXIMUM_LENGTH ? [fault(code, `${owner} label is too long`, label)] : [];
}

/** The camelCase name that a label makes. */
export function nameFromLabel(label: string): string {
  const words = label.normalize('NFD').replace(/[\u0300-\u036f]/g, '').split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
  const name = words.map((word, at) => (at === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('');
  return RESERVED.has(name) ? `${name}Custom` : name;
}
