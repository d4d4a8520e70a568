import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { templates } from '../lib/templates';

/** What CloudFormation takes as a template in a request. */
const INLINE_LIMIT = 51_200;

describe('the committed templates', () => {
  for (const [file, text] of Object.entries(templates())) {
    const committed = readFileSync(join(__dirname, '..', '..', file));

    test(`${file} is what the source makes, byte for byte`, () => {
      assert.ok(committed.equals(Buffer.from(text)), `${file} is not what the source makes: run npm run template, review the difference`);
    });

    test(`${file} can be deployed without a bucket for it`, () => {
      assert.ok(committed.length < INLINE_LIMIT, `${committed.length} bytes`);
    });

    test(`${file} names no account, region, asset or bootstrap`, () => {
      assert.doesNotMatch(text, /cdk-hnb659fds|BootstrapVersion|AssetParameters|\b\d{12}\b|us-east-1/);
    });
  }

  test('making them twice makes the same bytes', () => {
    assert.deepEqual(templates(), templates());
  });
});
