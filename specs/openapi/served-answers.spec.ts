import { SOURCES, Departure, instanceSubject, journey, requirement } from '../../src/suite/index.js';

const answers = (id: string, title: string) => requirement({ id: `openapi.answers.${id}`, level: 'MUST', area: 'openapi', title, source: `${SOURCES.coreDocument}; ${SOURCES.metadataDocument}` });

const BY_KIND = {
  'undocumented-operation': answers('operation', 'Every operation that the instance serves stands in its document'),
  status: answers('status', 'Every status that an operation answers with is documented for it'),
  'media-type': answers('media-type', 'Every answer has a media type that is documented for it'),
  schema: answers('schema', 'Every answer is valid against the schema that is documented for it'),
  'undocumented-property': answers('undocumented-property', 'Every property of an answer is described by the schema that is documented for it'),
} as const;
const neverAnswered = answers('absent-property', 'Every property that the Metadata document describes is held by some answer');

/** Judges what all other journeys saw, so its file is run last. A distinct mismatch is one check, with its count and one example. */
journey({
  name: 'Answers of the whole run against the served documents',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  skip: (_subject, { model }) => (model.openapi.core ? undefined : 'the instance serves no Core OpenAPI document'),
  requirements: [...Object.values(BY_KIND), neverAnswered],
  async play({ run, model, check, skip }) {
    const { answers: count } = run.answers.observed();
    const mismatches = run.answers.mismatches();
    for (const [kind, kindRequirement] of Object.entries(BY_KIND)) {
      const found = mismatches.filter((mismatch) => mismatch.kind === kind);
      if (count === 0) skip(kindRequirement, 'no answer to hold against the document was seen');
      else if (found.length === 0) await check(kindRequirement, [], () => {});
      for (const mismatch of found) {
        await check(kindRequirement, mismatch.example, () => {
          const where = mismatch.objects.slice(0, 6).join(', ');
          throw new Departure(`${mismatch.message} (${mismatch.count} answers; ${mismatch.objects.length} objects: ${where})`);
        }, mismatch.signature);
      }
    }
    const absent = run.answers.neverAnswered();
    const { ended, outages } = run.http.trouble;
    const unseen = ended ?? (outages.length > 0 ? 'the instance was away for a while' : run.leftOut.size > 0 ? 'calls were left out to stay within --max-tokens' : undefined);
    if (!model.openapi.metadata) skip(neverAnswered, 'the instance serves no Metadata OpenAPI document');
    else if (absent.length === 0) await check(neverAnswered, [], () => {});
    for (const { component, properties, answers: held } of absent) {
      await check(neverAnswered, [], () => {
        if (unseen) throw new Error(`${component}: ${properties.join(', ')} in none of ${held} entities answered, but not all were asked for: ${unseen}`);
        throw new Departure(`${component}: ${properties.join(', ')} in none of ${held} entities answered`);
      }, component);
    }
  },
});
