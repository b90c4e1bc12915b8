import { z } from 'zod';
import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { invalid, notTexts, runtimeError, show } from './kind.js';

const EMPTY = { primaryEmail: '', additionalEmails: [] };
const EMAIL = z.email({ pattern: z.regexes.unicodeEmail }).max(255);

function parseEmail(value: unknown, path: string): string {
  const given = typeof value === 'string' ? value : '';
  if ((value ?? '') !== given || (given !== '' && !EMAIL.safeParse(given).success)) {
    throw invalid(`Invalid string value ${show(value)} for email field "${path}"`, `Invalid value: "${show(value)}"`);
  }
  return given.toLowerCase();
}

function parseAdditional(value: unknown, path: string): string[] {
  if (value === null) return [];
  let list = value;
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value);
    } catch (error) {
      throw runtimeError('SyntaxError', (error as Error).message);
    }
  }
  if (!Array.isArray(list)) throw notTexts(value, path);
  return list.map((one) => parseEmail(one, path)).filter((one) => one !== '');
}

export const emails: FieldKind = {
  parse: (value, input) => parseComposite(value, input, 'emails', { primaryEmail: parseEmail, additionalEmails: parseAdditional }, EMPTY),
  empty: EMPTY,
  operators: [],
  subFields: { primaryEmail: { type: 'TEXT' }, additionalEmails: { type: 'RAW_JSON' } },
};
