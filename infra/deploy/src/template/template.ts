import { readFile } from 'node:fs/promises';
import { Fault } from '../fault.js';
import { Conditions } from './conditions.js';

/** A resource of the template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
}

/** A parameter of the template. */
export interface TemplateParameter {
  readonly Type: string;
  readonly Description?: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly (string | number)[];
}

/** CloudFormation takes no longer template with a request; a longer one would have to lie in S3. */
const MAX_BYTES = 51_200;

/** A CloudFormation template in JSON, as far as this program reads it. */
export interface TemplateForm {
  readonly Parameters?: Record<string, TemplateParameter>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, unknown>;
}

/** The committed template: what a stack of flowlens consists of. */
export class Template {
  private constructor(
    /** The text that CloudFormation is given: the template without its line breaks, which count too. */
    readonly body: string,
    readonly form: TemplateForm,
  ) {}

  static parse(body: string): Template {
    const form = JSON.parse(body) as TemplateForm;
    return new Template(JSON.stringify(form), form);
  }

  /** Reads a template file. Throws a {@link Fault} if it is missing or CloudFormation would not take it inline. */
  static async read(path: string): Promise<Template> {
    let body: string;
    try {
      body = await readFile(path, 'utf8');
    } catch {
      throw new Fault(`The template ${path} is missing: restore it from the repository (git checkout -- infra).`, 2);
    }
    const template = Template.parse(body);
    if (Buffer.byteLength(template.body) > MAX_BYTES) {
      throw new Fault(`The template ${path} is larger than the ${MAX_BYTES} bytes that CloudFormation takes with a request.`, 2);
    }
    return template;
  }

  get parameters(): Readonly<Record<string, TemplateParameter>> {
    return this.form.Parameters ?? {};
  }

  /** The resources that are created with these parameter values: those whose condition holds. */
  resources(values: Readonly<Record<string, string>>): [id: string, resource: Resource][] {
    const conditions = new Conditions(this.form.Conditions ?? {}, values);
    return Object.entries(this.form.Resources).filter(
      ([, resource]) => resource.Condition === undefined || conditions.holds(resource.Condition),
    );
  }

  /** The parameter's values as they will count: the given ones over the defaults. */
  effectiveValues(given: Readonly<Record<string, string>>): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [name, parameter] of Object.entries(this.parameters)) {
      const value = given[name] ?? parameter.Default;
      if (value !== undefined) values[name] = String(value);
    }
    return values;
  }
}
