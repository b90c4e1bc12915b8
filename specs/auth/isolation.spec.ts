import { SOURCES, createSample, expectClientError, expectEqual, expectStatus, at, journey, requirement, type Credential, type Exchange } from '../../src/suite/index.js';

const auth = (id: string, title: string) => requirement({ id: `auth.${id}`, level: 'MUST', area: 'auth', title, source: SOURCES.safety });

const foreignRead = auth('isolation.read', "A key of another workspace does not find this workspace's record by id");
const foreignList = auth('isolation.list', "A key of another workspace does not list this workspace's record");
const foreignUpdate = auth('isolation.update', "A key of another workspace can't change this workspace's record");
const foreignDelete = auth('isolation.delete', "A key of another workspace can't delete this workspace's record");
const readOnlyCreate = auth('role.create-refused', "A key whose role may not write can't create a record");
const readOnlyUpdate = auth('role.update-refused', "A key whose role may not write can't change a record");
const readOnlyDelete = auth('role.delete-refused', "A key whose role may not write can't delete a record");
const readOnlyRead = auth('role.read-allowed', 'A key whose role may read reads what the admin key reads');

journey({
  name: 'Keys that may not write here',
  profiles: ['standard', 'full'],
  tokens: 16,
  subjects: () => [{ name: 'company' }],
  skip: (_subject, { model }) => (model.objects.some(({ nameSingular }) => nameSingular === 'company') ? undefined : 'the workspace has no company object'),
  requirements: [foreignRead, foreignList, foreignUpdate, foreignDelete, readOnlyCreate, readOnlyUpdate, readOnlyDelete, readOnlyRead],
  async play(context) {
    const { http, rest, model, run, check, skip } = context;
    const company = model.objects.find(({ nameSingular }) => nameSingular === 'company')!;
    const { id, exchange } = await createSample(context, company);
    if (exchange.response.status !== 201) return context.halt('the record to try them on could not be created');
    const original = await rest.get('companies', id);
    const call = (credential: Credential, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, json?: unknown) =>
      http.call({ method, path, credential, ...(json === undefined ? {} : { json }) });
    const unchanged = async (): Promise<Exchange> => {
      const now = await rest.get('companies', id);
      expectEqual(now.response.json, original.response.json, 'the record afterwards');
      return now;
    };

    if (run.config.extraKeys.otherWorkspace) {
      const read = await call('other-workspace', 'GET', `/rest/companies/${id}`);
      await check(foreignRead, read, () => expectStatus(read, 404));
      const list = await call('other-workspace', 'GET', `/rest/companies?filter=${encodeURIComponent(`id[eq]:"${id}"`)}`);
      await check(foreignList, list, () => {
        expectStatus(list, 200);
        expectEqual(at(list.response.json, 'totalCount'), 0, 'totalCount');
      });
      const update = await call('other-workspace', 'PATCH', `/rest/companies/${id}`, { name: 'changed by a foreign key' });
      await check(foreignUpdate, update, async () => { expectClientError(update); await unchanged(); });
      const destroy = await call('other-workspace', 'DELETE', `/rest/companies/${id}`);
      await check(foreignDelete, destroy, async () => { expectClientError(destroy); await unchanged(); });
    } else {
      for (const foreign of [foreignRead, foreignList, foreignUpdate, foreignDelete]) skip(foreign, 'no TWENTY_OTHER_WORKSPACE_API_KEY given', 'credential');
    }

    if (run.config.extraKeys.restricted) {
      const read = await call('restricted', 'GET', `/rest/companies/${id}`);
      await check(readOnlyRead, [original, read], () => expectEqual(at(read.response.json, 'data', 'company', 'id'), id, 'id'));
      const newId = context.newId(company);
      const create = await call('restricted', 'POST', '/rest/companies', { id: newId, name: run.marker });
      const made = await rest.get('companies', newId);
      if (made.response.status === 404) context.gone(company, newId);
      await check(readOnlyCreate, [create, made], () => { expectClientError(create); expectStatus(made, 404); });
      const update = await call('restricted', 'PATCH', `/rest/companies/${id}`, { name: 'changed by a read-only key' });
      await check(readOnlyUpdate, update, async () => { expectClientError(update); await unchanged(); });
      const destroy = await call('restricted', 'DELETE', `/rest/companies/${id}`);
      await check(readOnlyDelete, destroy, async () => { expectClientError(destroy); await unchanged(); });
    } else {
      for (const restricted of [readOnlyRead, readOnlyCreate, readOnlyUpdate, readOnlyDelete]) skip(restricted, 'no TWENTY_RESTRICTED_API_KEY given', 'credential');
    }
    if ((await rest.destroy('companies', id)).response.status === 200) context.gone(company, id);
  },
});
