/** A fault that the user can do something about: one sentence that says what to do, and the exit status. */
export class Fault extends Error {
  constructor(
    sentence: string,
    readonly exitStatus: number = 1,
  ) {
    super(sentence);
  }
}

/** The user ended the program by Ctrl-C or a signal. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted.');
  }
}

/** Whether an AWS error has this name, such as `ResourceNotFoundException`. */
export const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof Error && names.includes(error.name);

/** Whether AWS refused the call for lack of permission. */
export const isRefused = (error: unknown): boolean =>
  isNamed(error, 'AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Forbidden', '403');

/** One sentence for any error, with what to do where that is known. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof Fault || error instanceof Interrupted) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (isNamed(error, 'CredentialsProviderError')) {
    return (
      'No AWS credentials were found: name a profile (--profile NAME), sign in (aws sso login), ' +
      `or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. (${firstLine(error.message)})`
    );
  }
  if (isNamed(error, 'ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired')) {
    return 'The AWS credentials have expired: sign in again (aws sso login), then repeat the command.';
  }
  if (isNamed(error, 'InvalidClientTokenId', 'UnrecognizedClientException', 'SignatureDoesNotMatch')) {
    return `AWS does not accept the credentials: check --profile, or the AWS_* variables. (${firstLine(error.message)})`;
  }
  if (isRefused(error)) {
    return (
      `AWS refused a permission: ${firstLine(error.message)} ` +
      'The policy that a deployer needs is in docs/deploy.md, "Permissions".'
    );
  }
  const code = (error as { code?: string }).code ?? '';
  if (['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'ETIMEDOUT'].includes(code)) {
    return `AWS cannot be reached: ${firstLine(error.message)}. Check the network, the proxy, and that the region exists.`;
  }
  return `${error.name}: ${firstLine(error.message)}`;
};

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
