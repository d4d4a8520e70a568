import { Stack } from './stack.js';

/** Why a stack cannot be deployed to in its state, and the way out; undefined if it can. */
export const obstacle = (stack: Stack, command: (arguments_: string) => string): string | undefined => {
  const { name, status } = stack;
  const because = stack.reason === '' ? '' : ` (${stack.reason})`;
  switch (status) {
    case 'CREATE_COMPLETE':
    case 'UPDATE_COMPLETE':
    case 'UPDATE_ROLLBACK_COMPLETE':
    case 'IMPORT_COMPLETE':
    case 'IMPORT_ROLLBACK_COMPLETE':
      return undefined;
    case 'REVIEW_IN_PROGRESS':
      return (
        `The stack ${name} holds nothing but a change set that nobody executed (REVIEW_IN_PROGRESS): ` +
        `remove it with ${command('--destroy')}, then deploy again.`
      );
    case 'ROLLBACK_COMPLETE':
    case 'ROLLBACK_FAILED':
    case 'CREATE_FAILED':
    case 'DELETE_FAILED':
      return (
        `The stack ${name} is what a failed ${status === 'DELETE_FAILED' ? 'deletion' : 'first deployment'} left ` +
        `(${status})${because} and cannot be updated: remove it with ${command('--destroy')}, then deploy again.`
      );
    case 'UPDATE_ROLLBACK_FAILED':
      return (
        `An update of the stack ${name} failed, and so did taking it back (UPDATE_ROLLBACK_FAILED)${because}: mend the ` +
        `cause, then let CloudFormation go on with aws cloudformation continue-update-rollback --stack-name ${name}.`
      );
    case 'UPDATE_FAILED':
      return (
        `An update of the stack ${name} failed and was not taken back (UPDATE_FAILED)${because}: take it back with ` +
        `aws cloudformation rollback-stack --stack-name ${name}.`
      );
    default:
      return (
        `CloudFormation is at work on the stack ${name} (${status}): repeat the command when it is done; ` +
        `aws cloudformation describe-stack-events --stack-name ${name} shows how far it is.`
      );
  }
};

/** Whether CloudFormation is still at work on a stack in this status. */
export const isInProgress = (status: string): boolean => /_IN_PROGRESS$/.test(status) && status !== 'REVIEW_IN_PROGRESS';
