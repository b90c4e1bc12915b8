import {
  SOURCES, expectThat, instanceSubject, journey, operationParameters, plainObject, requirement, show, type Exchange, type ObjectModel, type WorkspaceModel,
} from '../../src/suite/index.js';

const examples = (id: string, title: string) => requirement({ id: `openapi.examples.${id}`, level: 'MUST', area: 'openapi', title, source: SOURCES.coreDocument });

const parameterExample = examples('parameter', 'An example of a parameter is accepted when sent as it is, on an object that has the field');
const textUrl = examples('text-url', 'A URL in the text of the document is answered when called as it stands');
const textQuery = examples('text-query', 'A filter or order in the text of the document is accepted when sent as it is, on an object that has the field');
const textHeader = examples('text-header', 'A form of the Authorization header that the text of the document shows is accepted');

/** Objects on which an example can be tried: those with the field that it begins with, three at most. */
function candidates(model: WorkspaceModel, example: string): ObjectModel[] {
  const names = [...example.matchAll(/([A-Za-z]\w*)(?:\.[\w.]+)?\[[A-Za-z]+\]:|"([A-Za-z]\w*)"\s*:|^([A-Za-z]\w*)(?=$|,|\[)/g)].map(([, inFilter, inJson, alone]) => inFilter ?? inJson ?? alone!);
  const wanted = names.slice(0, 1);
  const holds = (object: ObjectModel, name: string) => object.fields.some((field) => field.isActive && (field.name === name || field.relation?.joinColumnName === name));
  const first = plainObject({ model });
  const active = model.objects.filter(({ isActive }) => isActive);
  return [...(first ? [first] : []), ...active.filter((object) => object !== first)].filter((object) => wanted.every((name) => holds(object, name))).slice(0, 3);
}

/** Values of the Authorization header that the document shows in quotes or as code, the word behind the prefix replaced by the key. */
function headersOf(document: WorkspaceModel['openapi']['core'] & object, key: string): string[] {
  const schemes = Object.values(document.components?.securitySchemes ?? {}).map((scheme) => ('description' in scheme ? scheme.description : '') ?? '');
  const shown = [document.info.description ?? '', ...schemes].flatMap((text) => [...text.matchAll(/[`'"](?:Authorization:\s*)?(Bearer\b[^\s`'"]*)(?:\s[^`'"]*)?[`'"]/gi)].map(([, prefix]) => prefix!));
  return [...new Set(shown)].map((prefix) => `${prefix} ${key}`);
}

/** Commands and lines of the text: `<server>` stands for the instance, other words in angle brackets for values that a reader puts in. */
function linesOf(text: string): { urls: string[]; queries: string[] } {
  const urls = [...text.matchAll(/(?:<server>|https?:\/\/[^\s'"`/]+)(\/rest\/[^\s'"`>]*)/g)].map(([, path]) => path!.replace(/&?[a-z_]+=$/, ''));
  const queries = [...text.matchAll(/^(?:filter|order_by)=\S.*$/gm)].map(([line]) => line.trim());
  return { urls: [...new Set(urls.filter((url) => !url.includes('<')))], queries: [...new Set(queries)] };
}

journey({
  name: 'Examples of the Core OpenAPI document',
  profiles: ['read-only', 'standard', 'full'],
  tokens: 27,
  subjects: instanceSubject,
  skip: (_subject, { model }) => (model.openapi.core ? undefined : 'the instance serves no Core OpenAPI document'),
  requirements: [parameterExample, textUrl, textQuery, textHeader],
  async play({ http, run, model, check, skip }) {
    const document = model.openapi.core!;
    const subject = plainObject({ model }) ?? model.objects[0]!;
    const tryOn = async (what: typeof parameterExample, detail: string, objects: ObjectModel[], pathOf: (object: ObjectModel) => string) => {
      const tried: Exchange[] = [];
      for (const object of objects) {
        tried.push(await http.call({ path: pathOf(object) }));
        if (tried.at(-1)!.response.status === 200) break;
      }
      if (tried.length === 0) return;
      await check(what, tried, () => expectThat(tried.at(-1)!.response.status === 200, `${detail}: refused on ${objects.map(({ namePlural }) => namePlural).join(', ')}: ${show(tried[0]!.response.text, 300)}`), detail);
    };
    for (const [operation, suffix] of [['GET list', ''], ['GET groupBy', '/groupBy']] as const) {
      const offered = operationParameters(document, `/${subject.namePlural}${suffix}`, 'get');
      const required = offered.filter((each) => each.required && each.in === 'query' && each.examples.length > 0);
      for (const parameter of offered) {
        for (const example of parameter.examples) {
          const needed = required.filter((each) => each.name !== parameter.name).map((each) => `&${each.name}=${encodeURIComponent(each.examples[0]!)}`).join('');
          await tryOn(parameterExample, `${operation} ${parameter.name}=${example}`, candidates(model, example), ({ namePlural }) => `/rest/${namePlural}${suffix}?limit=1&${parameter.name}=${encodeURIComponent(example)}${needed}`);
        }
      }
    }
    const { urls, queries } = linesOf(document.info.description ?? '');
    for (const url of urls) {
      const exchange = await http.call({ path: url });
      await check(textUrl, exchange, () => expectThat(exchange.response.status === 200, `GET ${url}: answered ${exchange.response.status} ${show(exchange.response.text, 200)}`), url);
    }
    for (const line of queries) {
      const [name, value] = [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)];
      await tryOn(textQuery, line, candidates(model, value), ({ namePlural }) => `/rest/${namePlural}?limit=1&${name}=${encodeURIComponent(value)}`);
    }
    const headers = headersOf(document, run.config.apiKey);
    for (const header of headers) {
      const exchange = await http.call({ path: `/rest/${subject.namePlural}?limit=1`, credential: { header } });
      const prefix = header.split(' ')[0]!;
      await check(textHeader, exchange, () => expectThat(exchange.response.status === 200, `Authorization: ${prefix} KEY: answered ${exchange.response.status} ${show(exchange.response.text, 200)}`), prefix);
    }
    if (headers.length === 0) skip(textHeader, 'the text of the document shows none', 'subject');
    if (urls.length === 0) skip(textUrl, 'the text of the document has no URL');
    for (const [what, there] of [[parameterExample, operationParameters(document, `/${subject.namePlural}`, 'get').some((each) => each.examples.length > 0)], [textQuery, queries.length > 0]] as const) {
      if (!there) skip(what, 'the document shows none');
    }
  },
});
