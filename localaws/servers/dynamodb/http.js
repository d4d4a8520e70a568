/** HTTP: a request's region and operation from its headers, and the answer as JSON. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { frontError } from './errors.js';

const CREDENTIAL = /Credential=[^/]+\/\d+\/([^/]+)\//;
const TARGET = /^DynamoDB(?:Streams)?_20120810\.(\w+)$/;
const REQUEST_ID_LENGTH = 52;
const REQUEST_ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Longer than any client keeps a connection that it does not use. */
const KEEP_ALIVE_MILLIS = 120_000;

/** Listens on a port of loopback. */
export function serve(port, regions, refusals) {
  const server = createServer(async (request, response) => {
    try {
      const body = await bodyOf(request);
      send(response, 200, await answer(request, body, regions, refusals));
    } catch (error) {
      if (error.statusCode) {
        send(response, error.statusCode, error.body);
      } else {
        console.error(error);
        send(response, 500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: String(error) });
      }
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MILLIS;
  server.on('error', error => {
    console.error(`Port ${port} of 127.0.0.1 cannot be listened on: ${error.code}`);
    process.exit(1);
  });
  server.listen(port, '127.0.0.1');
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

function answer(request, body, regions, refusals) {
  if (request.url === '/refusals') {
    refusals.replace(request.method === 'PUT' ? parsed(body) : []);
    return {};
  }
  if (request.method === 'GET') return {};
  const region = CREDENTIAL.exec(request.headers.authorization)?.[1];
  if (!region) throw frontError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  const operation = TARGET.exec(request.headers['x-amz-target'])?.[1];
  if (!operation) throw frontError('UnknownOperationException');
  const data = parsed(body);
  refusals.check(region, operation, data);
  return regions.get(region).execute(operation, data);
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    throw frontError('SerializationException');
  }
}

function send(response, status, answer) {
  const text = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': requestId(),
  });
  response.end(text);
}

function requestId() {
  return Array.from({ length: REQUEST_ID_LENGTH }, () => REQUEST_ID_LETTERS[randomInt(REQUEST_ID_LETTERS.length)]).join('');
}
