import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

import { REPORT_SCHEMA } from '../../src/report/schema.js';
import { writeJson } from '../../src/report/write-json.js';
import { failed, largeReport, report } from './sample.js';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
formats.default(ajv);
const validate = ajv.compile(REPORT_SCHEMA);

describe('the JSON report', () => {
  it.each([
    ['with every outcome in it', largeReport(600)],
    ['without checks', report({ checks: [] })],
    ['of an instance that states no version', report({ instance: { baseUrl: 'http://[::1]:3000', version: null } })],
    ['with leftovers', report({ cleanup: { created: 1, removed: 0, leftovers: [{ kind: 'field', id: 'x', name: 'y' }] } })],
  ])('%s keeps its schema', (_what, made) => {
    validate(JSON.parse(writeJson(made)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('breaks the schema when a status or a total is missing', () => {
    const made = JSON.parse(writeJson(report({ checks: [failed()] }))) as { checks: Array<Record<string, unknown>>; totals: Record<string, unknown> };
    delete made.checks[0]?.['status'];
    delete made.totals['failed'];
    validate(made);
    expect(validate.errors?.map((error) => error.instancePath).sort()).toEqual(['/checks/0', '/totals']);
  });
});

describe('the schema', () => {
  it('is published unchanged as docs/report.schema.json', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
    expect(published, 'docs/report.schema.json is out of date: write it anew with writeReportSchema').toEqual(REPORT_SCHEMA);
  });

  it('describes every property', () => {
    const silent: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [name, inner] of Object.entries(schema)) {
        if (name === 'properties') {
          for (const [property, its] of Object.entries(inner as Record<string, { description?: string }>)) {
            if (!its.description) silent.push(`${path}/${property}`);
          }
        }
        walk(inner, `${path}/${name}`);
      }
    };
    walk(REPORT_SCHEMA, '');
    expect(silent).toEqual([]);
  });
});
