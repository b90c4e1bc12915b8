import { expect, test } from 'vitest';
import { readJson } from '../../src/http/json.js';

test.each([['{"a":1}', { a: 1 }], ['\ufeff{"a":1}', { a: 1 }], [')]}\',\n{"a":1}', { a: 1 }], ['{"a":1}}', { a: 1 }], ['[1] x', [1]], ['null', null]])('%j is read', (text, value) => {
  expect(readJson(text)).toEqual(value);
});

test.each(['', '<html>', '{"a":', 'text', 'upstream {"a":1}'])('%j holds no JSON that could be read', (text) => {
  expect(readJson(text)).toBeUndefined();
});
