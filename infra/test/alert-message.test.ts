import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { alertFilters, alertTemplate } from '../lib/alert-message';

const schemas = join(__dirname, '../../../schemas/src/main/resources/io/flowlens/schemas');
const schema = JSON.parse(readFileSync(join(schemas, 'anomaly.schema.json'), 'utf8'));
const samples = readdirSync(join(schemas, 'samples/anomaly')).map((file) =>
  JSON.parse(readFileSync(join(schemas, 'samples/anomaly', file), 'utf8')),
);
const opened = samples.find((sample) => sample.status === 'open' && sample.parentId === undefined)!;

/** Fills in an input template as EventBridge Pipes does: outside of quotes the JSON value, inside of them its text. */
const render = (anomaly: Record<string, unknown>) =>
  JSON.parse(
    alertTemplate
      .replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(/<\$\.data\.(\w+)>/g, (_, field) => String(anomaly[field])))
      .replace(/<\$\.data\.(\w+)>/g, (_, field) => JSON.stringify(anomaly[field])),
  );

/** Whether a filter of EventBridge lets a record pass: a list of values, or of `exists`. */
const passes = (anomaly: Record<string, unknown>, severities: readonly ('warning' | 'critical')[] = ['warning', 'critical']) =>
  alertFilters(severities).some(({ data }) =>
    Object.entries(data).every(([field, allowed]) =>
      (allowed as unknown[]).some((one) =>
        typeof one === 'object' ? (field in anomaly) === (one as { exists: boolean }).exists : one === anomaly[field],
      ),
    ),
  );

describe('the message of an anomaly', () => {
  test('is a custom notification of Amazon Q Developer in chat applications', () => {
    const message = render(opened);
    assert.equal(message.version, '1.0');
    assert.equal(message.source, 'custom');
    assert.equal(message.content.title, `${opened.severity} ${opened.type}: open`);
    assert.equal(message.content.description, opened.summary);
    assert.equal(message.metadata.threadId, opened.id);
  });

  test('holds whatever is in the summary: quotes, backslashes, line breaks, angle brackets', () => {
    const summary = 'She said "no" \\ and\nleft <$.data.id> 日本';
    assert.equal(render({ ...opened, summary }).content.description, summary);
  });

  test('uses only fields that every anomaly has', () => {
    const used = new Set([...alertTemplate.matchAll(/<\$\.data\.(\w+)>/g)].map((match) => match[1]!));
    for (const field of used) {
      assert.ok(schema.required.includes(field), field);
    }
    assert.ok(used.size > 5);
  });

  test('puts into a text only fields that cannot break it', () => {
    const inTexts = [...alertTemplate.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap((text) =>
      [...text[0].matchAll(/<\$\.data\.(\w+)>/g)].map((match) => match[1]!),
    );
    for (const field of new Set(inTexts)) {
      const { enum: values, pattern, $ref } = schema.properties[field];
      assert.ok(values !== undefined || pattern === '^[a-z]+(-[a-z]+)*$' || $ref === '#/$defs/time', field);
    }
  });

  test('revisions of one anomaly are one thread, each with its own state', () => {
    const first = render(opened);
    const later = render({ ...opened, revision: 8, status: 'resolved' });
    assert.equal(first.metadata.threadId, later.metadata.threadId);
    assert.match(later.content.title, /resolved$/);
  });
});

describe('which revisions are sent', () => {
  test('the opening, the end and the retraction of what is severe enough', () => {
    for (const status of ['open', 'resolved', 'retracted']) {
      assert.ok(passes({ ...opened, status, severity: 'warning' }), status);
      assert.ok(!passes({ ...opened, status, severity: 'info' }), status);
      assert.ok(!passes({ ...opened, status, severity: 'warning' }, ['critical']), status);
    }
  });

  test('of an hour of updates, one a minute, only five', () => {
    const sent = Array.from({ length: 60 }, (_, i) => i + 2).filter((revision) =>
      passes({ ...opened, status: 'updated', severity: 'critical', revision }),
    );
    assert.deepEqual(sent, [2, 4, 8, 16, 32]);
  });

  test('an anomaly that became critical after it opened as information is sent with one of its next updates', () => {
    const revisions = [1, 2, 3, 4, 5, 6, 7, 8];
    const sent = revisions.filter((revision) =>
      passes({ ...opened, revision, status: revision === 1 ? 'open' : 'updated', severity: revision < 6 ? 'info' : 'critical' }),
    );
    assert.deepEqual(sent, [8]);
  });

  test('symptoms are not sent, their cause is', () => {
    const symptom = samples.find((sample) => sample.parentId !== undefined)!;
    assert.ok(!passes({ ...symptom, status: 'open', severity: 'critical' }));
  });

  test('severities and statuses are those of the schema', () => {
    const used = alertFilters(['info', 'warning', 'critical']);
    for (const { data } of used) {
      for (const field of ['severity', 'status']) {
        for (const value of data[field] as string[]) {
          assert.ok(schema.properties[field].enum.includes(value), value);
        }
      }
    }
  });
});
