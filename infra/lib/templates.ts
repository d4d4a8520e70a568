import { App } from 'aws-cdk-lib';
import { TableStreamTemplate } from './table-stream-template';
import { FlowlensTemplate } from './template';

/** An app of the committed templates. */
export const templateApp = () => {
  const app = new App({ analyticsReporting: false, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  return {
    app,
    stacks: {
      'flowlens.template.json': new FlowlensTemplate(app, 'flowlens'),
      'table-stream.template.json': new TableStreamTemplate(app, 'table-stream'),
    },
  };
};

/** The committed templates: file name and text. */
export const templates = (): Record<string, string> => {
  const { app, stacks } = templateApp();
  const assembly = app.synth();
  return Object.fromEntries(
    Object.entries(stacks).map(([file, stack]) => [
      file,
      lines(assembly.getStackArtifact(stack.artifactId).template),
    ]),
  );
};

/** JSON with a line for each parameter, resource and output: small enough for CloudFormation, and a diff can be read. */
const lines = (template: Record<string, unknown>) => {
  const entries = (section: object) =>
    Object.entries(section).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const sections = Object.entries(template).map(([name, section]) =>
    typeof section === 'object' && section !== null
      ? `${JSON.stringify(name)}:{\n${entries(section).join(',\n')}\n}`
      : `${JSON.stringify(name)}:${JSON.stringify(section)}`,
  );
  return `{\n${sections.join(',\n')}\n}\n`;
};
