import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { parseJson, parseText, parseUuid } from './scalars.js';
import { parseOption } from './select.js';

export const ACTOR_SOURCES = ['EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION'] as const;
const EMPTY = { source: 'MANUAL', workspaceMemberId: null, name: '', context: null };
const PARSERS = {
  source: (value: unknown, path: string) => parseOption(value, path, ACTOR_SOURCES),
  workspaceMemberId: parseUuid,
  name: parseText,
  context: parseJson,
};

export const actor: FieldKind = {
  parse: (value, input) => parseComposite(value, input, 'actor', PARSERS, { ...EMPTY, name: value === null ? 'System' : '' }),
  empty: EMPTY,
  operators: [],
  subFields: {
    source: { type: 'SELECT', values: ACTOR_SOURCES },
    workspaceMemberId: { type: 'UUID' },
    name: { type: 'TEXT' },
    context: { type: 'RAW_JSON' },
  },
};
