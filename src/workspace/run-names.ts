/** Names by which everything that a run makes can be told from everything else. */

/** Begins the name of each custom object and field that a run makes. */
const PREFIX = 'zzConformance';
const TEMPORARY_NAME = /[Zz]zConformance([A-P][a-p]{7})(?![a-z])/;

/** What stands in every text that a run writes: the marker that the user chose and the id of the run. */
export function markerOf(prefix: string, runId: string): string {
  return `${prefix}-${runId}`;
}

/** The id of a run in letters, for names that may hold nothing else: digits become g to p. */
function lettersOf(runId: string): string {
  const letters = runId.replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)));
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** The name of a custom object or field of this run, ending in `suffix`, which begins with a capital. */
export function temporaryName(runId: string, suffix: string): string {
  return `${PREFIX}${lettersOf(runId)}${suffix}`;
}

/** What of a temporary name is the run's own: the letters of its id and the suffix. */
export function ownPartOf(name: string): string {
  return name.slice(PREFIX.length);
}

/** The runs whose objects or fields a text names, each as often as it does. */
export function runsNamedIn(text: string): string[] {
  return text.split(/(?=[Zz]zConformance)/).map(runOfName).filter((run) => run !== undefined);
}

/** The run that made an object or field of this name, or of a name that is derived from it, as `targetZzConformance…Id`; undefined for names of others. */
export function runOfName(name: string): string | undefined {
  const letters = TEMPORARY_NAME.exec(name)?.[1]?.toLowerCase();
  return letters?.replace(/[g-p]/g, (letter) => String(letter.charCodeAt(0) - 'g'.charCodeAt(0)));
}

/** Whether a name is one that only a run gives to its objects. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith(PREFIX) && runOfName(name) !== undefined;
}
