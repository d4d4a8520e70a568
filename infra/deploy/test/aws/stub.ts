import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { respondJson, respondQuery, respondS3 } from './protocols.js';

/** A request as the stub understood it. */
export interface Request {
  /** Service and operation, such as `cloudformation.CreateChangeSet`. */
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** An AWS error that the stub answers with. */
export class Refusal {
  constructor(
    readonly code: string,
    readonly message: string,
    readonly status = 400,
  ) {}
}

/** An answer: the output's members, an error, or a function of the request that makes one. */
export type Answer = Record<string, unknown> | Refusal | ((request: Request) => Record<string, unknown> | Refusal);

/**
 * AWS over HTTP as the real SDK clients reach it: every operation answers what the test has scripted, in order, and the
 * last answer for ever. It knows nothing of AWS itself. An operation without a script is refused and noted.
 */
export class StubAws {
  readonly requests: Request[] = [];
  readonly unscripted: string[] = [];
  private readonly script = new Map<string, Answer[]>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(): Promise<StubAws> {
    const stub = new StubAws();
    await new Promise<void>((resolve) => stub.server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Scripts an operation; a later call replaces an earlier one. */
  on(operation: string, ...answers: Answer[]): this {
    this.script.set(operation, answers);
    return this;
  }

  /** The inputs of every request for an operation. */
  inputs(operation: string): Record<string, unknown>[] {
    return this.requests.filter((request) => request.operation === operation).map((request) => request.input);
  }

  /** Operations that change something, in order. */
  get writes(): string[] {
    return this.requests
      .map((request) => request.operation)
      .filter((operation) => !/\.(Describe|List|Get|Head|Filter|Validate)/.test(operation));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(http: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of http) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(http.headers.authorization ?? '')?.[1] ?? 'unsigned';
    const { name, input, respond } = understand(service, http, body);
    const request = { operation: `${service}.${name}`, input };
    this.requests.push(request);
    const answers = this.script.get(request.operation);
    const next = answers && answers.length > 1 ? answers.shift() : answers?.[0];
    if (next === undefined) this.unscripted.push(request.operation);
    const answer = typeof next === 'function' ? next(request) : next;
    respond(response, name, answer ?? new Refusal('NotScripted', `${request.operation} is not scripted`));
  }
}

type Respond = (response: ServerResponse, name: string, answer: Record<string, unknown> | Refusal) => void;

const understand = (
  service: string,
  http: IncomingMessage,
  body: Buffer,
): { name: string; input: Record<string, unknown>; respond: Respond } => {
  const target = http.headers['x-amz-target'];
  if (typeof target === 'string') {
    return { name: target.split('.').pop() ?? '', input: JSON.parse(body.toString()) as Record<string, unknown>, respond: respondJson };
  }
  if (service === 's3') return { ...s3Operation(http, body), respond: respondS3 };
  if (service === 'xray') return { name: (http.url ?? '').slice(1), input: {}, respond: respondJson };
  const form = new URLSearchParams(body.toString());
  return { name: form.get('Action') ?? '', input: Object.fromEntries(form), respond: respondQuery };
};

const s3Operation = (http: IncomingMessage, body: Buffer): { name: string; input: Record<string, unknown> } => {
  const url = new URL(http.url ?? '/', 'http://stub');
  const [, Bucket, ...key] = url.pathname.split('/');
  const what = ['publicAccessBlock', 'encryption', 'policy'].find((query) => url.searchParams.has(query));
  const input = { Bucket, ...(key.length > 0 && key[0] !== '' ? { Key: key.join('/') } : {}) };
  const names: Record<string, string> = {
    publicAccessBlock: 'PutPublicAccessBlock',
    encryption: 'PutBucketEncryption',
    policy: 'PutBucketPolicy',
  };
  if (what !== undefined) return { name: names[what] ?? '', input: { ...input, Body: body.toString() } };
  const object = 'Key' in input;
  if (http.method === 'HEAD') return { name: object ? 'HeadObject' : 'HeadBucket', input };
  return object
    ? { name: 'PutObject', input: { ...input, ChecksumSHA256: http.headers['x-amz-checksum-sha256'], Length: body.length } }
    : { name: 'CreateBucket', input: { ...input, Body: body.toString() } };
};
