import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Properties = Record<string, Property>;

/** A template, as far as it is checked. */
export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: Record<string, Json> }>;
}

/** What was checked, and what is wrong: a sentence for each fault. */
export interface Checked {
  readonly properties: number;
  readonly faults: readonly string[];
}

const isObject = (value: Json): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** `Ref`, `Fn::GetAtt` and the like: what comes out is not known before deployment. */
const isIntrinsic = (value: Json) => {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]!.startsWith('Fn::'));
};

const SPEC = loadAwsServiceSpecSync();

/** Checks every property of every resource against AWS's resource schemas: known, of the right type, none missing. */
export const checkTemplate = (template: Template): Checked => new Check(SPEC).template(template);

class Check {
  private properties = 0;
  private readonly faults: string[] = [];

  constructor(private readonly db: SpecDatabase) {}

  template(template: Template): Checked {
    for (const [id, resource] of Object.entries(template.Resources)) {
      const known = this.db.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
      if (known.length === 0) {
        this.faults.push(`${id}: ${resource.Type} is not a resource type`);
      } else {
        this.object(resource.Properties ?? {}, known[0]!.properties, id);
      }
    }
    return { properties: this.properties, faults: this.faults };
  }

  private object(value: { [key: string]: Json }, defined: Properties, path: string) {
    for (const [key, inner] of Object.entries(value)) {
      const property = defined[key];
      this.properties++;
      if (property === undefined) {
        this.faults.push(`${path}.${key} is unknown`);
      } else {
        this.value(inner, property, `${path}.${key}`);
      }
    }
    for (const [key, property] of Object.entries(defined)) {
      if (property.required === true && !(key in value)) {
        this.faults.push(`${path}.${key} is missing`);
      }
    }
  }

  /** A property's type, or one that it had before: CloudFormation goes on to take it. */
  private value(value: Json, property: Property, path: string) {
    const types = [property.type, ...(property.previousTypes ?? [])];
    this.anyOf(value, types, path);
  }

  private anyOf(value: Json, types: readonly PropertyType[], path: string) {
    const faults = types.map((type) => {
      const trial = new Check(this.db);
      trial.typed(value, type, path);
      return trial;
    });
    const best = faults.reduce((a, b) => (b.faults.length < a.faults.length ? b : a));
    this.properties += best.properties;
    this.faults.push(...best.faults);
  }

  private typed(value: Json, type: PropertyType, path: string): void {
    if (isIntrinsic(value)) {
      return;
    }
    const wrong = (expected: string) => this.faults.push(`${path} is ${JSON.stringify(value).slice(0, 60)} and not ${expected}`);
    switch (type.type) {
      case 'string':
      case 'date-time':
        if (isObject(value) || Array.isArray(value)) wrong('text');
        return;
      case 'number':
      case 'integer':
        if (!['number', 'string'].includes(typeof value) || value === '' || Number.isNaN(Number(value))) wrong('a number');
        else if (type.type === 'integer' && !Number.isInteger(Number(value))) wrong('a whole number');
        return;
      case 'boolean':
        if (![true, false, 'true', 'false'].includes(value as boolean)) wrong('true or false');
        return;
      case 'array':
        if (!Array.isArray(value)) wrong('a list');
        else value.forEach((element, i) => this.typed(element, type.element, `${path}[${i}]`));
        return;
      case 'map':
        if (!isObject(value)) wrong('a map');
        else Object.entries(value).forEach(([key, element]) => this.typed(element, type.element, `${path}.${key}`));
        return;
      case 'tag':
        if (!isObject(value) || !('Key' in value) || !('Value' in value)) wrong('a tag');
        return;
      case 'ref':
        if (!isObject(value)) wrong('an object');
        else this.object(value, this.db.get('typeDefinition', type.reference.$ref).properties, path);
        return;
      case 'union':
        this.anyOf(value, type.types, path);
        return;
      case 'json':
      case 'null':
        return;
    }
  }
}
