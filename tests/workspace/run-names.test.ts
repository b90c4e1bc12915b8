import { describe, expect, test } from 'vitest';
import { isTemporaryName, markerOf, runOfName, temporaryName } from '../../src/workspace/run-names.js';
import { withoutTemporary } from '../../src/workspace/without-temporary.js';

describe('names of temporary things', () => {
  test('tell the run, whatever is derived from them', () => {
    const name = temporaryName('0b17f29e', 'Q');
    expect(runOfName(name)).toBe('0b17f29e');
    for (const derived of [`${name}s`, `target${name.charAt(0).toUpperCase()}${name.slice(1)}Id`, `create${name.charAt(0).toUpperCase()}${name.slice(1)}`]) expect(runOfName(derived)).toBe('0b17f29e');
    expect(isTemporaryName(name)).toBe(true);
  });

  test('are not taken for those of a user', () => {
    for (const name of ['zzConformance', 'zzConformanceReport', 'targetZzConformanceReportsId', 'company', 'zz-conformance']) {
      expect(runOfName(name)).toBeUndefined();
      expect(isTemporaryName(name)).toBe(false);
    }
  });

  test('the marker begins as the user says and ends in the run', () => {
    expect(markerOf('acme-tests', '0b17f29e')).toBe('acme-tests-0b17f29e');
  });
});

describe('a description without what is temporary', () => {
  const name = temporaryName('0b17f29e', 'A');
  const target = `target${name.charAt(0).toUpperCase()}${name.slice(1)}`;

  test('lacks objects, fields, relations and properties of runs', () => {
    expect(withoutTemporary({ objects: [{ nameSingular: name }, { nameSingular: 'note', fields: [{ name: target }, { name: 'title' }, { name: 'x', relation: { targetObject: name } }] }] }))
      .toEqual({ objects: [{ nameSingular: 'note', fields: [{ name: 'title' }] }] });
    expect(withoutTemporary({ paths: { [`/${name}s`]: {}, '/notes': { required: ['id', `${target}Id`] } } })).toEqual({ paths: { '/notes': { required: ['id'] } } });
  });

  test('is the same where there is nothing of runs', () => {
    const value = { a: [1, null, 'company', { name: 'x' }], b: { c: false } };
    expect(withoutTemporary(value)).toEqual(value);
  });
});
