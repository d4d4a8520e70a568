import { Fault } from '../fault.js';
import { Options } from '../options/options.js';
import { Template } from './template.js';

/** The parameters that the program sets itself. */
const JAR_PARAMETERS: readonly string[] = ['JarBucket', 'JarKey'];

/**
 * The template parameters that the options name; the jar's are not among them.
 *
 * A new stack subscribes spans unless `--no-spans` is given; one that exists stays as it is.
 *
 * Throws one {@link Fault} that names every parameter the template does not have, and every value it does not allow.
 */
export const parametersOf = (options: Options, template: Template, isNew: boolean): Record<string, string> => {
  const values: Record<string, string> = { ...(isNew ? { SubscribeSpans: 'true' } : {}), ...options.parameters };
  if (options.parallelism !== undefined) values['Parallelism'] = String(options.parallelism);
  if (options.alertEmail !== undefined) values['AlertEmail'] = options.alertEmail;
  if (!options.spans) values['SubscribeSpans'] = 'false';
  const faults: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const parameter = template.parameters[name];
    if (parameter === undefined || JAR_PARAMETERS.includes(name)) {
      const settable = Object.keys(template.parameters).filter((other) => !JAR_PARAMETERS.includes(other));
      faults.push(`The template has no parameter ${name} to set; it has ${settable.join(', ')}.`);
    } else if (parameter.AllowedValues && !parameter.AllowedValues.map(String).includes(value)) {
      faults.push(`${name} must be one of ${parameter.AllowedValues.join(', ')}, not "${value}".`);
    }
  }
  if (faults.length > 0) throw new Fault(faults.join('\n'), 2);
  return values;
};
