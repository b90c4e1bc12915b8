import { AUTHENTICATION } from './authentication.js';
import { ERRORS } from './errors.js';
import type { Fault } from './fault.js';
import { FIELD_VALUES } from './field-values.js';
import { FILTERS } from './filters.js';
import { GRAPHQL_ANSWERS } from './graphql-answers.js';
import { GRAPHQL_SCHEMA } from './graphql-schema.js';
import { GRAPHQL_WRITES } from './graphql-writes.js';
import { INFRASTRUCTURE } from './infrastructure.js';
import { ISOLATION } from './isolation.js';
import { LEAKS } from './leaks.js';
import { METADATA } from './metadata.js';
import { OPENAPI } from './openapi.js';
import { ORDER_AND_PAGES } from './order-and-pages.js';
import { PROTOCOL } from './protocol.js';
import { REST_WRITES } from './rest-writes.js';
import { STALENESS } from './staleness.js';
import { VALIDATION } from './validation.js';
import { WEBHOOKS } from './webhooks.js';

export { type Family, type Fault, type WireRequest, type WireResponse } from './fault.js';
export { alters, mountFaults, type FaultMount } from './mount.js';
export { answerThrough, forwardTo } from './fetch.js';

/** All faults, by family. */
export const FAULTS: readonly Fault[] = [
  ...AUTHENTICATION, ...ISOLATION, ...REST_WRITES, ...GRAPHQL_WRITES, ...FILTERS, ...ORDER_AND_PAGES, ...FIELD_VALUES, ...VALIDATION, ...ERRORS, ...METADATA,
  ...OPENAPI, ...GRAPHQL_SCHEMA, ...GRAPHQL_ANSWERS, ...STALENESS, ...LEAKS, ...WEBHOOKS, ...PROTOCOL, ...INFRASTRUCTURE,
];
