import { ServerResponse } from 'node:http';
import { Refusal } from './stub.js';

type Members = Record<string, unknown>;

/** AWS JSON, and REST JSON without path parameters: members as they are. */
export const respondJson = (response: ServerResponse, _name: string, answer: Members | Refusal): void => {
  const refused = answer instanceof Refusal;
  response.writeHead(refused ? answer.status : 200, {
    'content-type': 'application/x-amz-json-1.1',
    ...(refused ? { 'x-amzn-errortype': answer.code } : {}),
  });
  response.end(JSON.stringify(refused ? { __type: answer.code, message: answer.message } : answer));
};

/** AWS Query: XML, lists as `member`. */
export const respondQuery = (response: ServerResponse, name: string, answer: Members | Refusal): void => {
  const refused = answer instanceof Refusal;
  response.writeHead(refused ? answer.status : 200, { 'content-type': 'text/xml' });
  response.end(
    refused
      ? `<ErrorResponse><Error><Type>Sender</Type><Code>${answer.code}</Code><Message>${escape(answer.message)}</Message></Error></ErrorResponse>`
      : `<${name}Response><${name}Result>${xml(answer)}</${name}Result></${name}Response>`,
  );
};

/** S3, as far as it is asked here: everything that counts is in the headers. */
export const respondS3 = (response: ServerResponse, name: string, answer: Members | Refusal): void => {
  if (answer instanceof Refusal) {
    response.writeHead(answer.status, { 'content-type': 'application/xml' });
    response.end(name.startsWith('Head') ? undefined : `<Error><Code>${answer.code}</Code><Message>${escape(answer.message)}</Message></Error>`);
    return;
  }
  response.writeHead(200, answer as Record<string, string>);
  response.end();
};

const xml = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escape(String(value));
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `<${key}>${xml(item)}</${key}>`)
    .join('');
};

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
