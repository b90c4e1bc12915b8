import { Departure, SOURCES, instanceSubject, journey, requirement, type HistoryRule, type TrafficRule } from '../../src/suite/index.js';

const protocol = (id: string, title: string, source: string) => requirement({ id: `protocol.answers.${id}`, level: 'MUST', area: 'protocol', title, source });
const graphql = (id: string, title: string) => requirement({ id: `graphql.answers.${id}`, level: 'MUST', area: 'graphql', title, source: SOURCES.graphql });
const lists = (id: string, title: string) => requirement({ id: `protocol.lists.${id}`, level: 'MUST', area: 'protocol', title, source: SOURCES.coreDocument });

const BY_RULE: Record<TrafficRule, ReturnType<typeof requirement>> = {
  internals: protocol('no-internals', 'No refusal of the run, on any surface, shows SQL, a stack trace or a file path', SOURCES.safety),
  credential: protocol('no-credential', 'No answer of the run repeats a credential, whether it was accepted or refused', SOURCES.safety),
  'one-json': protocol('one-json', 'Every JSON answer of the run is one JSON text, with nothing before or after it', SOURCES.json),
  'list-size': lists('size', 'No page of the run holds more records than it was limited to, or one twice'),
  'list-count': lists('count', 'totalCount, the records of a page and the flags of its pageInfo agree on every page of the run'),
  'list-cursors': lists('cursors', 'Every page of the run that holds records has cursors, the same for the first and the last record only where that is one'),
  'list-order': lists('order', 'Every page of the run that was asked for in an order shows its numbers, times and truth values in that order, empty ones where they were wanted'),
  'graphql-form': graphql('form', 'Every GraphQL answer of the run consists of data, errors that each have a message, or both'),
  'graphql-selection': graphql('selection', 'Every GraphQL answer of the run holds the fields that were selected, and no other'),
  'graphql-null': graphql('null', 'No GraphQL answer of the run has null where its schema allows none'),
  'graphql-value': graphql('value', 'Every value of the GraphQL answers of the run has the type of its field in the schema'),
};

const history = (id: string, title: string, source: string) => requirement({ id: `protocol.history.${id}`, level: 'MUST', area: 'protocol', title, source });

const OF_RECORDS: Record<HistoryRule, ReturnType<typeof requirement>> = {
  alike: history('alike', 'Until something writes to a record, every answer shows it alike, at whichever path and on whichever surface', SOURCES.agreement),
  untouched: history('untouched', 'What no write has named is shown as before, by the answer to the write and by all later ones; a refused write changes nothing', SOURCES.safety),
  written: history('written', 'A write answers the numbers, texts, choices, times and lists that it was sent', SOURCES.safety),
  gone: history('gone', 'A record in the trash is in no answer that does not ask for it, a destroyed record in none', SOURCES.safety),
  refused: history('refused', 'A record of which the create was refused is in no answer', SOURCES.safety),
};

/** Judges what all other journeys saw, so its file is run last. One cause is one check, with its count and one example. */
journey({
  name: 'Answers of the whole run, whatever was asked',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  requirements: [...Object.values(BY_RULE), ...Object.values(OF_RECORDS)],
  async play({ run, check, skip }) {
    const observed = run.traffic.observed();
    const findings = run.traffic.findings();
    for (const [rule, what] of Object.entries(BY_RULE)) {
      const broken = findings.filter((finding) => finding.rule === rule);
      if ((rule.startsWith('graphql-') ? observed.graphql : observed.answers) === 0) skip(what, 'no answer that it could be seen on');
      else if (broken.length === 0) await check(what, [], () => {});
      for (const { signature, count, example } of broken) {
        await check(what, example, () => {
          throw new Departure(`${signature} (${count} answers)`);
        }, signature);
      }
    }
    const contradictions = run.history.findings();
    for (const [rule, what] of Object.entries(OF_RECORDS)) {
      const broken = contradictions.filter((finding) => finding.rule === rule);
      if (run.history.observed() === 0) skip(what, 'no record of the run was seen');
      else if (broken.length === 0) await check(what, [], () => {});
      for (const { signature, message, count, evidence } of broken) {
        await check(what, evidence, () => {
          throw new Departure(`${message} (${count} answers)`);
        }, signature);
      }
    }
  },
});
