import type { Area } from '../config/config.js';
import type { Aspect, Level } from '../report/model.js';

/** One testable statement about an instance. */
export interface Requirement {
  /** Permanent dotted id, `area.topic.detail`; never changed, never used twice. */
  id: string;
  level: Level;
  area: Area;
  /** A sentence that is true of a conformant instance. */
  title: string;
  /** Where it comes from: a standard, Twenty's documentation, the served documents, or agreement between surfaces. */
  source: string;
  /** What of a field type it is about, where it is checked for each field or field type. */
  covers?: Aspect;
}

const declared = new Map<string, Requirement>();

/** Declares a requirement. Throws when the id is malformed or already taken. */
export function requirement(declaration: Requirement): Requirement {
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9-]+){1,3}$/.test(declaration.id)) {
    throw new Error(`Requirement id '${declaration.id}' is malformed: use lower-case words joined by dots.`);
  }
  const existing = declared.get(declaration.id);
  if (existing) throw new Error(`Requirement id '${declaration.id}' is declared twice.`);
  declared.set(declaration.id, declaration);
  return declaration;
}

/** Every requirement declared so far, by id. */
export function declaredRequirements(): Requirement[] {
  return [...declared.values()].sort((a, b) => a.id.localeCompare(b.id));
}
