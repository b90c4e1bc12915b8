import { BEHAVIOUR_QUIRKS } from './quirks/behaviour.js';
import { DOCUMENT_QUIRKS } from './quirks/documents.js';
import { GRAPHQL_QUIRKS } from './quirks/graphql.js';

/** All quirks by name. A quirk is asked for with `quirks.has(name)` in the one place where it acts. */
export const QUIRKS = { ...BEHAVIOUR_QUIRKS, ...GRAPHQL_QUIRKS, ...DOCUMENT_QUIRKS } as const;

export type QuirkName = keyof typeof QUIRKS;
export type QuirkSet = ReadonlySet<QuirkName>;
