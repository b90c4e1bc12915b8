import { SOURCES, expectThat, graphqlHttpAudits, journey, requirement, runGraphqlHttpAudit } from '../../src/suite/index.js';

/** One requirement for each audit that the authors of the draft specification publish in the graphql-http package. */
const AUDITS = graphqlHttpAudits().map(({ id, level, title }) => ({
  id,
  audit: requirement({ id: `graphql.http.${id.toLowerCase()}`, level, area: 'graphql', title: `A GraphQL endpoint ${level} ${title}`, source: `${SOURCES.graphqlHttp}; audit ${id} of graphql-http` }),
}));

journey({
  name: 'GraphQL over HTTP',
  profiles: ['read-only', 'standard', 'full'],
  tokens: 0,
  subjects: () => [{ name: '/graphql' }, { name: '/metadata' }],
  requirements: AUDITS.map(({ audit }) => audit),
  async play({ subject, http, check }) {
    for (const { id, audit } of AUDITS) {
      const { exchanges, departure } = await runGraphqlHttpAudit(http, subject.name, id);
      await check(audit, exchanges, () => expectThat(departure === undefined, `audit ${id}: ${departure ?? ''}, answered ${exchanges.at(-1)?.response.status ?? 'nothing'}`));
    }
  },
});
