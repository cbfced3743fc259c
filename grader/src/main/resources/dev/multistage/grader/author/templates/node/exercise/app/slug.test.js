import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slug } from './slug.js';

test('spells what ASCII does not have', () => {
  assert.equal(slug('Straße 42'), 'strasse-42');
  assert.equal(slug('  Hello,   World!'), 'hello-world');
  assert.equal(slug(''), '');
});
