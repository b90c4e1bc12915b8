import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint({
  // The typed rules need files that exist on disk; the import rules do not.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } }, rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/await-thenable': 'off' } },
});

/** The rules that a file at this path breaks by this text. */
async function broken(path: string, text: string): Promise<Array<string | null>> {
  const results = await eslint.lintText(`${text}\n`, { filePath: path });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

const zone = 'import-x/no-restricted-paths';

describe('an import across the borders of the design is refused', () => {
  test.each([
    ['the reference server imports the suite', 'src/reference/breach.ts', '../suite/assert.js'],
    ['the reference server imports the contract', 'src/reference/rest/breach.ts', '../../contract/ajv.js'],
    ['the reference server imports the field types', 'src/reference/fields/breach.ts', '../../field-types/text.js'],
    ['the reference server imports a spec', 'src/reference/breach.ts', '../../specs/rest/lifecycle.spec.js'],
    ['a fault imports the suite', 'src/faults/breach.ts', '../suite/assert.js'],
    ['the suite imports the reference server', 'src/suite/breach.ts', '../reference/quirks.js'],
    ['the contract imports the reference server', 'src/contract/breach.ts', '../reference/quirks.js'],
    ['a field type imports the reference server', 'src/field-types/breach.ts', '../reference/fields/text.js'],
    ['a spec imports the reference server', 'specs/rest/breach.spec.ts', '../../src/reference/quirks.js'],
    ['a spec imports a part of the suite', 'specs/rest/breach.spec.ts', '../../src/suite/assert.js'],
    ['a spec imports a client', 'specs/rest/breach.spec.ts', '../../src/twenty/rest.js'],
    ['a spec imports a writer', 'specs/rest/breach.spec.ts', '../../src/report/write.js'],
    ['the report imports HTTP', 'src/report/breach.ts', '../http/client.js'],
    ['the report imports a client', 'src/report/breach.ts', '../twenty/rest.js'],
    ['the report imports the suite', 'src/report/html/breach.ts', '../../suite/assert.js'],
    ['the report imports a command', 'src/report/breach.ts', '../commands/list.js'],
    ['HTTP imports the suite', 'src/http/breach.ts', '../suite/assert.js'],
    ['a client imports the report', 'src/twenty/breach.ts', '../report/model.js'],
    ['discovery imports a command', 'src/workspace/breach.ts', '../commands/list.js'],
    ['config imports the suite', 'src/config/breach.ts', '../suite/assert.js'],
  ])('%s', async (_sentence, path, imported) => {
    expect(await broken(path, `import '${imported}';`)).toContain(zone);
  });

  test('the type of an import makes no difference', async () => {
    expect(await broken('src/reference/breach.ts', "import type { Requirement } from '../suite/requirement.js';\nexport type Borrowed = Requirement;")).toContain(zone);
  });
});

describe('what a file may not know', () => {
  test.each([
    ['the report does not know vitest', 'src/report/breach.ts', "import 'vitest/node';", 'no-restricted-imports'],
    ['a spec does not know vitest', 'specs/rest/breach.spec.ts', "import 'vitest';", 'no-restricted-imports'],
    ['a spec opens no socket', 'specs/rest/breach.spec.ts', "import 'node:http';", 'no-restricted-imports'],
    ['a spec does not fetch', 'specs/rest/breach.spec.ts', "export const answer = fetch('/');", 'no-restricted-globals'],
    ['a spec does not read the environment', 'specs/rest/breach.spec.ts', 'export const key = process.env.TWENTY_API_KEY;', 'no-restricted-globals'],
  ])('%s', async (_sentence, path, text, rule) => {
    expect(await broken(path, text)).toContain(rule);
  });
});

test('imports inside the borders are accepted', async () => {
  expect(await broken('specs/rest/allowed.spec.ts', "import '../../src/suite/index.js';")).toEqual([]);
  expect(await broken('src/suite/allowed.ts', "import '../http/client.js';")).toEqual([]);
  expect(await broken('src/commands/allowed.ts', "import '../reference/quirks.js';")).toEqual([]);
});
