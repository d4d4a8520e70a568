/** The conditions of a template, for given parameter values. */
export class Conditions {
  constructor(
    private readonly definitions: Readonly<Record<string, unknown>>,
    private readonly values: Readonly<Record<string, string>>,
  ) {}

  /** Whether the named condition holds. An unknown one holds, so that its resource is shown rather than hidden. */
  holds(name: string): boolean {
    const definition = this.definitions[name];
    return definition === undefined ? true : this.evaluate(definition);
  }

  private evaluate(expression: unknown): boolean {
    const [[name, argument] = ['', undefined]] = Object.entries(expression as Record<string, unknown>);
    const parts = Array.isArray(argument) ? (argument as unknown[]) : [];
    switch (name) {
      case 'Condition':
        return this.holds(String(argument));
      case 'Fn::Equals':
        return this.value(parts[0]) === this.value(parts[1]);
      case 'Fn::Not':
        return !this.evaluate(parts[0]);
      case 'Fn::And':
        return parts.every((part) => this.evaluate(part));
      case 'Fn::Or':
        return parts.some((part) => this.evaluate(part));
      default:
        return true;
    }
  }

  /** A parameter's value where one is referred to, else the text itself; lists are joined as CloudFormation does. */
  private value(operand: unknown): string {
    if (typeof operand !== 'object' || operand === null) return String(operand);
    const { Ref: ref, 'Fn::Join': join } = operand as { Ref?: string; 'Fn::Join'?: [string, unknown] };
    if (ref !== undefined) return this.values[ref] ?? '';
    if (join !== undefined) {
      const [separator, list] = join;
      return Array.isArray(list) ? list.map((part) => this.value(part)).join(separator) : this.value(list);
    }
    return JSON.stringify(operand);
  }
}
