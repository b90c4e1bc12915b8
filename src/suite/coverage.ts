import { createOperationIndex, type CalledOperation, type OfferedOperation, type OperationIndex } from '../contract/operation-index.js';
import type { Exchange } from '../http/exchange.js';
import { ASPECTS, type Aspect, type Report } from '../report/model.js';
import type { WorkspaceModel } from '../workspace/model.js';
import type { Requirement } from './requirement.js';

/** What the worker tells of coverage; each thing once. */
export type CoverageEvent =
  | { type: 'offered'; operations: OfferedOperation[] }
  | { type: 'called'; requirement: string; operation: CalledOperation }
  | { type: 'covered'; requirement: string; fieldType: string; aspect: Aspect };

/** Gathers, while a run goes on, what its checks were made on. */
export interface Coverage {
  /** Notes a passed or failed check: the exchanges that it read, and the field types that it is about. */
  covers(requirement: Requirement, exchanges: readonly Exchange[], fieldTypes?: readonly string[]): void;
  /** Lets calls on an object that the run makes count as calls on an object. */
  addObject: OperationIndex['addObject'];
}

/** Opens the coverage of a run; tells at once what the instance offers. */
export function openCoverage(model: WorkspaceModel, emit: (event: CoverageEvent) => void): Coverage {
  const index = createOperationIndex(model);
  const told = new Set<string>();
  const calls = new WeakMap<Exchange, CalledOperation[]>();
  const once = (key: string, event: CoverageEvent) => {
    if (told.has(key)) return;
    told.add(key);
    emit(event);
  };
  emit({ type: 'offered', operations: index.offered() });
  return {
    addObject: (object) => index.addObject(object),
    covers({ id, covers: aspect }, exchanges, fieldTypes = []) {
      for (const exchange of exchanges) {
        const called = calls.get(exchange) ?? index.called(exchange);
        calls.set(exchange, called);
        for (const operation of called) once(`${id} ${operation.surface} ${operation.concrete}`, { type: 'called', requirement: id, operation });
      }
      if (aspect !== undefined) for (const fieldType of fieldTypes) once(`${id} ${fieldType}`, { type: 'covered', requirement: id, fieldType, aspect });
    },
  };
}

/** Adds up coverage events into the report's form. */
export function createCoverageTally(): { add(event: CoverageEvent): void; result(): Report['coverage'] } {
  const operations = new Map<string, OfferedOperation & { concretes: Set<string>; requirements: Set<string> }>();
  const fieldTypes = new Map<string, { fieldType: string; aspect: Aspect; requirements: Set<string> }>();
  return {
    add(event) {
      if (event.type === 'offered') {
        for (const offered of event.operations) operations.set(`${offered.surface} ${offered.operation}`, { ...offered, concretes: new Set(), requirements: new Set() });
      } else if (event.type === 'called') {
        const found = operations.get(`${event.operation.surface} ${event.operation.operation}`);
        found?.concretes.add(event.operation.concrete);
        found?.requirements.add(event.requirement);
      } else {
        const key = `${event.fieldType} ${event.aspect}`;
        const entry = fieldTypes.get(key) ?? { fieldType: event.fieldType, aspect: event.aspect, requirements: new Set() };
        fieldTypes.set(key, entry);
        entry.requirements.add(event.requirement);
      }
    },
    result: () => ({
      operations: [...operations.values()]
        .map(({ surface, operation, offered, concretes, requirements }) => ({ surface, operation, offered, called: Math.min(concretes.size, offered), requirements: [...requirements].sort() }))
        .sort((a, b) => compare(`${a.surface} ${a.operation}`, `${b.surface} ${b.operation}`)),
      fieldTypes: [...fieldTypes.values()]
        .map(({ fieldType, aspect, requirements }) => ({ fieldType, aspect, requirements: [...requirements].sort() }))
        .sort((a, b) => compare(a.fieldType, b.fieldType) || ASPECTS.indexOf(a.aspect) - ASPECTS.indexOf(b.aspect)),
    }),
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
