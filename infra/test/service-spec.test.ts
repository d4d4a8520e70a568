import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { templates } from '../lib/templates';
import { checkTemplate, Template } from './service-spec';

const faults = (type: string, properties: object) =>
  checkTemplate({ Resources: { Thing: { Type: type, Properties: properties } } } as Template).faults;

describe('every property against the resource schemas of AWS', () => {
  for (const [file, text] of Object.entries(templates())) {
    test(`${file} has no fault`, () => {
      const checked = checkTemplate(JSON.parse(text) as Template);
      assert.deepEqual(checked.faults, []);
      assert.ok(checked.properties > 20, `only ${checked.properties} properties were looked at`);
    });
  }

  test('a property that does not exist is a fault, at any depth', () => {
    assert.deepEqual(faults('AWS::Kinesis::Stream', { Retention: 24 }), ['Thing.Retention is unknown']);
    assert.deepEqual(faults('AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND', Shards: 1 } }), [
      'Thing.StreamModeDetails.Shards is unknown',
    ]);
  });

  test('a value of the wrong type is a fault', () => {
    assert.deepEqual(faults('AWS::Kinesis::Stream', { RetentionPeriodHours: 'a day' }), [
      'Thing.RetentionPeriodHours is "a day" and not a number',
    ]);
    assert.deepEqual(faults('AWS::Kinesis::Stream', { StreamModeDetails: 'ON_DEMAND' }), [
      'Thing.StreamModeDetails is "ON_DEMAND" and not an object',
    ]);
    assert.deepEqual(faults('AWS::KMS::Key', { EnableKeyRotation: 'yes' }), [
      'Thing.EnableKeyRotation is "yes" and not true or false',
    ]);
    assert.deepEqual(faults('AWS::Events::Rule', { Targets: { Id: 'a', Arn: 'b' } }), [
      'Thing.Targets is {"Id":"a","Arn":"b"} and not a list',
    ]);
  });

  test('a required property that is missing is a fault', () => {
    assert.deepEqual(faults('AWS::Pipes::Pipe', { RoleArn: 'r', Source: 's' }), ['Thing.Target is missing']);
    assert.deepEqual(faults('AWS::Kinesis::Stream', { StreamEncryption: { KeyId: 'k' } }), [
      'Thing.StreamEncryption.EncryptionType is missing',
    ]);
  });

  test('a reference may stand for anything', () => {
    assert.deepEqual(faults('AWS::Kinesis::Stream', { RetentionPeriodHours: { Ref: 'Hours' } }), []);
  });

  test('a type that does not exist is a fault', () => {
    assert.deepEqual(faults('AWS::Kinesis::Brook', {}), ['Thing: AWS::Kinesis::Brook is not a resource type']);
  });
});
