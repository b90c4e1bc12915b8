import { capitalised } from '../field-types/naming.js';
import type { Exchange } from '../http/exchange.js';
import { operationsIn } from '../http/graphql-operation.js';
import type { ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { pathBelow } from './instance-path.js';

/** An operation of the instance, told without the names of objects: `GET /rest/{objects}/{id}`, `mutation create{Object}`. */
export interface Operation {
  surface: 'Core REST' | 'Core GraphQL' | 'Metadata REST' | 'Metadata GraphQL';
  operation: string;
}

/** An operation that the instance says it has, with the number of objects for which it has it. */
export interface OfferedOperation extends Operation {
  offered: number;
}

/** An operation as one exchange called it. */
export interface CalledOperation extends Operation {
  /** With names: `GET /rest/people/{id}`. */
  concrete: string;
}

/** Tells which operations of the instance exchanges call. */
export interface OperationIndex {
  /** Every operation of both OpenAPI documents and every root field of both GraphQL schemas. */
  offered(): OfferedOperation[];
  /** The offered operations that an exchange calls; none where it calls what the instance does not offer. */
  called(exchange: Exchange): CalledOperation[];
  /** Lets calls on an object that was made later count as calls on an object. */
  addObject(names: Pick<ObjectModel, 'nameSingular' | 'namePlural'>): void;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Indexes the operations that a workspace model offers. */
export function createOperationIndex(model: WorkspaceModel): OperationIndex {
  const plurals = new Set<string>();
  const rootFields = new Map<string, string>();
  const addObject: OperationIndex['addObject'] = (object) => {
    plurals.add(object.namePlural);
    for (const [name, general] of generatedRootFields(object)) rootFields.set(name, general);
  };
  for (const object of model.objects) addObject(object);

  const generalRoot = (kind: string, field: string) => `${kind} ${rootFields.get(`${kind} ${field}`) ?? field}`;
  const restOperation = (method: string, path: string): CalledOperation => {
    const metadata = path.startsWith('/rest/metadata/');
    const parts = path.split('/').map((part) => (UUID.test(part) || /^\{.*\}$/.test(part) ? '{id}' : part));
    const general = metadata ? parts : parts.map((part) => (plurals.has(part) ? '{objects}' : part));
    return { surface: metadata ? 'Metadata REST' : 'Core REST', operation: `${method} ${general.join('/')}`, concrete: `${method} ${parts.join('/')}` };
  };

  const counts = new Map<string, OfferedOperation>();
  const offer = ({ surface, operation }: Operation) => {
    const known = counts.get(`${surface} ${operation}`);
    counts.set(`${surface} ${operation}`, { surface, operation, offered: (known?.offered ?? 0) + 1 });
  };
  for (const [prefix, doc] of [['/rest', model.openapi.core], ['/rest/metadata', model.openapi.metadata]] as const) {
    for (const [template, item] of Object.entries(doc?.paths ?? {})) {
      for (const method of ['get', 'post', 'patch', 'put', 'delete'] as const) if (item?.[method]) offer(restOperation(method.toUpperCase(), `${prefix}${template}`));
    }
  }
  for (const [surface, schema] of [['Core GraphQL', model.introspection.core?.__schema], ['Metadata GraphQL', model.introspection.metadata?.__schema]] as const) {
    for (const [kind, type] of [['query', schema?.queryType?.name], ['mutation', schema?.mutationType?.name]] as const) {
      const found = schema?.types.find(({ name }) => name === type);
      if (found?.kind === 'OBJECT') for (const { name } of found.fields) offer({ surface, operation: surface === 'Core GraphQL' ? generalRoot(kind, name) : `${kind} ${name}` });
    }
  }

  return {
    addObject,
    offered: () => [...counts.values()],
    called(exchange) {
      const { method, url, body } = exchange.request;
      const path = pathBelow(model.baseUrl, url)?.replace(/(.)\/$/, '$1') ?? '';
      const rootFields = () => operationsIn(body, url).flatMap(({ kind, rootFields: fields }) => fields.map((field) => ({ kind, field })));
      const called =
        path.startsWith('/rest/') ? [restOperation(method, path)]
        : path === '/graphql' ? rootFields().map(({ kind, field }) => ({ surface: 'Core GraphQL' as const, operation: generalRoot(kind, field), concrete: `${kind} ${field}` }))
        : path === '/metadata' ? rootFields().map(({ kind, field }) => ({ surface: 'Metadata GraphQL' as const, operation: `${kind} ${field}`, concrete: `${kind} ${field}` }))
        : [];
      return called.filter(({ surface, operation }) => counts.has(`${surface} ${operation}`));
    },
  };
}

/** The root fields that Core GraphQL generates for an object, beside their general names. */
function generatedRootFields({ nameSingular, namePlural }: Pick<ObjectModel, 'nameSingular' | 'namePlural'>): Array<[string, string]> {
  const one = capitalised(nameSingular);
  const many = capitalised(namePlural);
  return [
    [`query ${nameSingular}`, '{object}'],
    [`query ${namePlural}`, '{objects}'],
    [`query ${nameSingular}Duplicates`, '{object}Duplicates'],
    [`query ${namePlural}GroupBy`, '{objects}GroupBy'],
    ...['create', 'update', 'delete', 'destroy', 'restore'].flatMap((verb): Array<[string, string]> => [
      [`mutation ${verb}${one}`, `${verb}{Object}`],
      [`mutation ${verb}${many}`, `${verb}{Objects}`],
    ]),
    [`mutation merge${many}`, 'merge{Objects}'],
  ];
}
