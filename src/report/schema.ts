/** The published JSON Schema of the report. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { ASPECTS, REPORT_VERSION } from './model.js';

type Schema = Record<string, unknown>;

const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more });
const whole = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
const milliseconds = (description: string): Schema => ({ type: 'number', minimum: 0, description });
const list = (description: string, items: Schema): Schema => ({ type: 'array', description, items });
const ref = (name: string, description: string): Schema => ({ $ref: `#/$defs/${name}`, description });
const headers = (description: string): Schema => ({ type: 'object', description, additionalProperties: { type: 'string' } });

/** All properties required but those named; further properties are allowed, so that a minor version may add some. */
function record(description: string, properties: Record<string, Schema>, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', description, required, properties };
}

/** The report's JSON Schema, draft 2020-12. */
export const REPORT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:twenty-conformance:report:${REPORT_VERSION}`,
  title: 'Compliance report of twenty-conformance',
  ...record('What one run found out about one Twenty instance.', {
    reportVersion: text('Version of this format, major.minor. A minor version only adds properties.', { const: REPORT_VERSION }),
    tool: record('The program that made the report.', {
      name: text('Name of the program.'),
      version: text('Version of the program.'),
    }),
    verdict: text('Outcome of the run as a whole. `partial`: nothing failed, but requirements of the profile could not be checked.', {
      enum: ['conformant', 'partial', 'non-conformant', 'inconclusive'],
    }),
    exitCode: {
      type: 'integer',
      enum: [0, 1, 3, 4],
      description: 'Exit code of the run: 0 conformant, 1 non-conformant, 3 inconclusive (or partial where completeness is required), 4 something was left behind.',
    },
    instance: record('The Twenty deployment under test.', {
      baseUrl: text('Its address, without credentials.'),
      version: { type: ['string', 'null'], description: 'The version it states; null when it states none.' },
    }),
    profile: text('The profile that was run: smoke, read-only, standard or full.'),
    seed: { type: 'integer', description: 'Seed of all generated values. The same seed, workspace and version give the same requests.' },
    startedAt: text('When the run started, ISO 8601.', { format: 'date-time' }),
    durationMs: milliseconds('How long the run took, in milliseconds.'),
    totals: record('Counts over all checks. passed, failed, knownDeviations, inconclusive and skipped add up to checks.', {
      requirements: whole('Distinct requirements.'),
      checks: whole('Checks: one requirement on one subject each.'),
      passed: whole('Checks that passed.'),
      failed: whole('Checks that failed and that no expectation foresees.'),
      knownDeviations: whole('Checks that failed as an expectation foresees.'),
      inconclusive: whole('Checks that could not be judged.'),
      skipped: whole('Checks that were not made, each with a reason.'),
    }),
    traffic: record('What the run cost the instance.', {
      requests: whole('HTTP requests sent.'),
      tokens: whole('Units of the API rate limit spent: one REST core call or one GraphQL root field each.'),
      writes: whole('Requests that could change data; 0 for a read-only run.'),
    }),
    cleanup: record('What became of the things that the run created.', {
      created: whole('Things created.'),
      removed: whole('Things removed again.'),
      leftovers: list('Things that could not be removed.', record('One thing left behind.', {
        kind: text('What it is: an object name, `object`, `field`, `webhook`.'),
        id: text('Its id.'),
        name: text('Its name or label, for a person to find it by.'),
      })),
    }),
    notes: list('Sentences that a reader must know, such as a narrowed profile or an expectation that no longer fails.', text('One sentence.')),
    findings: list('Failed checks grouped by cause; unexpected ones first.', ref('finding', 'One cause.')),
    checks: list('Every check of the run.', ref('check', 'One check.')),
    coverage: record('Of what the instance offers: what was called and what was checked on it. Passed and failed checks count.', {
      operations: list('Every operation of both OpenAPI documents and every root field of both GraphQL schemas.', record('One operation.', {
        surface: text('The API that offers it.', { enum: ['Core REST', 'Core GraphQL', 'Metadata REST', 'Metadata GraphQL'] }),
        operation: text('The operation without the names of objects: `GET /rest/{objects}/{id}`.'),
        offered: whole('For how many objects the instance offers it; 1 where it is about none.'),
        called: whole('For how many of these a checked call was made.'),
        requirements: list('Ids of the requirements checked on its calls, sorted.', text('One id.')),
      })),
      fieldTypes: list('Aspects of field types that were checked.', record('One aspect of one field type.', {
        fieldType: text('The field type.'),
        aspect: text('What of it was checked.', { enum: [...ASPECTS] }),
        requirements: list('Ids of the requirements checked, sorted.', text('One id.')),
      })),
    }),
    latency: list('Response times by operation.', record('Response times of one operation.', {
      operation: text('What was called, without ids.'),
      count: whole('Calls measured.'),
      p50Ms: milliseconds('Median in milliseconds.'),
      p95Ms: milliseconds('95th percentile in milliseconds.'),
    })),
  }),
  $defs: {
    level: { enum: ['MUST', 'SHOULD', 'MAY'], description: 'How binding the requirement is, as in RFC 2119. A failed MAY does not fail the verdict.' },
    check: record('One requirement on one subject.', {
      requirement: text('Permanent dotted id of the requirement.', { pattern: '^[^.\\s]+(\\.[^.\\s]+)+$' }),
      level: ref('level', 'How binding the requirement is.'),
      area: text('Area of the suite that the requirement belongs to.'),
      title: text('The requirement as a sentence.'),
      subject: text('What the requirement was checked on: an object, `object.field`, a field type, a route, a credential.'),
      status: text('Outcome. A known deviation has the status failed.', { enum: ['passed', 'failed', 'inconclusive', 'skipped'] }),
      knownDeviation: ref('knownDeviation', 'Set on failed checks that an expectation foresees.'),
      message: text('Failed and inconclusive checks: what was seen and what was expected.'),
      reason: text('Skipped and inconclusive checks: why.'),
      optional: { const: true, description: 'Set on checks skipped only because something optional was not given, or because the workspace has nothing that they speak of; they do not make a report partial.' },
      source: text('Where the requirement comes from.'),
      exchanges: list('The HTTP exchanges that the check read.', ref('exchange', 'One exchange.')),
    }, ['knownDeviation', 'message', 'reason', 'optional']),
    finding: record('Failed checks of one requirement with one cause.', {
      requirement: text('Permanent dotted id of the requirement.'),
      level: ref('level', 'How binding the requirement is.'),
      title: text('The requirement as a sentence.'),
      source: text('Where the requirement comes from.'),
      knownDeviation: ref('knownDeviation', 'Set when an expectation foresees the failures.'),
      cause: text('The message without the names, ids, numbers and values of a single subject.'),
      subjects: list('All subjects that show it.', text('One subject.')),
      example: ref('check', 'One of the failed checks, with its evidence.'),
    }, ['knownDeviation']),
    knownDeviation: record('Why a failure is expected.', {
      reason: text('Why the instance departs.'),
      evidence: text('How that is known.'),
      issue: text('Address of an issue about it.'),
    }, ['issue']),
    exchange: record('One HTTP exchange, secrets removed.', {
      request: record('What was sent.', {
        method: text('HTTP method.'),
        url: text('Full address.'),
        headers: headers('Header fields sent, by lower-case name.'),
        body: text('Body as sent; absent when there was none.'),
      }, ['body']),
      response: record('What came back.', {
        status: { type: 'integer', minimum: 0, maximum: 599, description: 'HTTP status.' },
        headers: headers('Header fields received, by lower-case name.'),
        body: text('Body as received.'),
      }),
      curl: text('A command that repeats the request; the key is `$TWENTY_API_KEY`.'),
    }),
  },
} as const;

/** Writes the schema to a file. */
export function writeReportSchema(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(REPORT_SCHEMA, null, 2)}\n`);
}
