import { createHash } from 'node:crypto';
import type { Capabilities, FieldModel, ObjectModel } from '../workspace/model.js';
import { needsParent } from './payload.js';
import type { Plan } from './run.js';

/** What a requirement is checked on. `name` stands in the report and is matched by expectations. */
export interface Subject {
  name: string;
  /** What it costs, where that is not what the journey says of each. */
  tokens?: number;
}

export interface ObjectSubject extends Subject {
  object: ObjectModel;
}

export interface FieldSubject extends ObjectSubject {
  field: FieldModel;
}

/** Objects that Twenty itself closes to API keys, with the reason that goes into the report. */
const CLOSED_TO_KEYS: Record<string, string> = {
  workspaceMember: 'members are managed by invitation, not by record calls',
  workflowRun: 'runs are made by the workflow engine alone',
  workflowVersion: 'versions are made through workflows',
  workflowAutomatedTrigger: 'triggers are made by activating a workflow',
  workflow: 'creating a workflow has side effects in the workflow engine',
  dashboard: 'creating a dashboard makes a page layout that the run cannot account for',
  blocklist: 'only a user may write the own blocklist',
};

/** Why the run does not write to this object, or undefined where it may. */
export function notWritable(object: ObjectModel): string | undefined {
  return object.isCustom ? undefined : CLOSED_TO_KEYS[object.nameSingular];
}

/** The instance itself, for requirements that speak of no object. */
export function instanceSubject(): Subject[] {
  return [{ name: 'instance' }];
}

/** The field by which people tell records of the object apart; undefined where metadata names none. */
export function labelField(object: ObjectModel): FieldModel | undefined {
  return object.fields.find(({ id }) => id === object.labelIdentifierFieldId);
}

/** The label field, where it is a text that several records may share. */
export function textLabel(object: ObjectModel): FieldModel | undefined {
  const label = labelField(object);
  return label?.type === 'TEXT' && !label.isUnique ? label : undefined;
}

/** For `skip` of a journey: the reason of the first capability that the instance lacks. */
export function needs(...names: Array<keyof Capabilities>): (subject: Subject, plan: Pick<Plan, 'model'>) => string | undefined {
  return (_subject, { model }) => names.map((name) => model.capabilities[name]).flatMap((capability) => (capability.available ? [] : [capability.reason]))[0];
}

/** One object for what is the same on all of them: the company, or another that is written without side effects and told by a text. */
export function plainObject({ model }: Pick<Plan, 'model'>): ObjectModel | undefined {
  const plain = model.objects.filter((object) => {
    return object.isActive && notWritable(object) === undefined && textLabel(object) !== undefined && !needsParent(object);
  });
  return plain.find(({ nameSingular }) => nameSingular === 'company') ?? plain.find(({ isSystem }) => !isSystem) ?? plain[0];
}

/** The workspace's objects, narrowed by `--object` and `--sample`; in profile `smoke` only a handful that stand for the rest. */
export function objectSubjects(plan: Plan): ObjectSubject[] {
  const { objects, profile, sample } = plan.config;
  const chosen = wantedObjects(plan);
  const representative = profile === 'smoke' && objects.length === 0 ? smokeSample(chosen) : sample === null || sample >= chosen.length ? chosen : sampleOf(plan, chosen, sample);
  return representative.map((object) => ({ name: object.nameSingular, object }));
}

/** Names of the objects that `--sample` leaves out, in the order of metadata. */
export function unsampledObjects(plan: Plan): string[] {
  const { sample, profile, objects } = plan.config;
  if (sample === null || (profile === 'smoke' && objects.length === 0)) return [];
  const taken = new Set(objectSubjects(plan).map(({ name }) => name));
  return wantedObjects(plan).map(({ nameSingular }) => nameSingular).filter((name) => !taken.has(name));
}

function wantedObjects({ model, config: { objects } }: Plan): ObjectModel[] {
  return model.objects.filter((object) => objects.length === 0 || objects.includes(object.nameSingular) || objects.includes(object.namePlural));
}

/** The object of most journeys first, then by what each adds to the field types and kinds of object that are there already; by the seed where some add the same. */
function sampleOf(plan: Plan, objects: ObjectModel[], size: number): ObjectModel[] {
  const plain = plainObject(plan);
  const open = objects
    .map((object) => ({ object, traits: new Set([...object.fields.map(({ type }) => type), object.isCustom ? 'custom' : object.isSystem ? 'system' : 'standard', String(notWritable(object) === undefined)]) }))
    .map((each) => ({ ...each, order: createHash('sha256').update(`${plan.config.seed} ${each.object.nameSingular}`).digest().readUInt32BE(0) - (each.object === plain ? 2 ** 32 : 0) }))
    .sort((one, other) => one.order - other.order);
  const seen = new Set<string>();
  const taken = new Set<ObjectModel>();
  while (taken.size < size) {
    const news = ({ traits }: (typeof open)[number]) => [...traits].filter((trait) => !seen.has(trait)).length;
    const best = taken.size === 0 && open[0]?.object === plain ? open[0]! : open.reduce((one, other) => (news(other) > news(one) ? other : one));
    open.splice(open.indexOf(best), 1);
    taken.add(best.object);
    for (const trait of best.traits) seen.add(trait);
  }
  return objects.filter((object) => taken.has(object));
}

function smokeSample(objects: ObjectModel[]): ObjectModel[] {
  const company = objects.filter((object) => object.nameSingular === 'company');
  const custom = objects.filter((object) => object.isCustom && object.isActive).slice(0, 1);
  return company.length + custom.length > 0 ? [...company, ...custom] : objects.slice(0, 2);
}
