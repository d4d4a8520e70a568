import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Clients } from './clients.js';
import { Fault } from './fault.js';

/** Who the credentials belong to. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** Asks AWS who the credentials belong to. Throws where there are none, or none that AWS accepts. */
export const identityOf = async (aws: Clients): Promise<Identity> => {
  const { Account: account, Arn: arn } = await aws.sts.send(new GetCallerIdentityCommand({}));
  if (account === undefined || arn === undefined) throw new Fault('AWS does not say whose the credentials are.', 2);
  return { account, arn };
};
