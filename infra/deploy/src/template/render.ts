/** A template value as people read it: `${Spans.Arn}` for what is only known once it exists. */
export const render = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(render).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value as Record<string, unknown>);
  const [[name, argument] = ['', undefined]] = entries;
  switch (name) {
    case 'Ref':
      return `\${${String(argument)}}`;
    case 'Fn::GetAtt':
      return `\${${Array.isArray(argument) ? argument.join('.') : String(argument)}}`;
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown];
      return Array.isArray(parts) ? parts.map(render).join(separator) : render(parts);
    }
    case 'Fn::Sub':
      return Array.isArray(argument) ? String(argument[0]) : String(argument);
    case 'Fn::If': {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return `${render(yes)} (if ${condition}, else ${render(no)})`;
    }
    default:
      return entries.map(([key, item]) => `${key}: ${render(item)}`).join('; ');
  }
};
