import { Departure, SOURCES, instanceSubject, journey, requirement, type TrafficRule } from '../../src/suite/index.js';

const protocol = (id: string, title: string, source: string) => requirement({ id: `protocol.answers.${id}`, level: 'MUST', area: 'protocol', title, source });
const graphql = (id: string, title: string) => requirement({ id: `graphql.answers.${id}`, level: 'MUST', area: 'graphql', title, source: SOURCES.graphql });

const BY_RULE: Record<TrafficRule, ReturnType<typeof requirement>> = {
  internals: protocol('no-internals', 'No refusal of the run, on any surface, shows SQL, a stack trace or a file path', SOURCES.safety),
  credential: protocol('no-credential', 'No answer of the run repeats a credential, whether it was accepted or refused', SOURCES.safety),
  'one-json': protocol('one-json', 'Every JSON answer of the run is one JSON text, with nothing before or after it', SOURCES.json),
  'graphql-form': graphql('form', 'Every GraphQL answer of the run consists of data, errors that each have a message, or both'),
  'graphql-selection': graphql('selection', 'Every GraphQL answer of the run holds the fields that were selected, and no other'),
  'graphql-null': graphql('null', 'No GraphQL answer of the run has null where its schema allows none'),
  'graphql-value': graphql('value', 'Every value of the GraphQL answers of the run has the type of its field in the schema'),
};

/** Judges what all other journeys saw, so its file is run last. One cause is one check, with its count and one example. */
journey({
  name: 'Answers of the whole run, whatever was asked',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  requirements: Object.values(BY_RULE),
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
  },
});
