import {
  ApplicationOperationInfoDetails,
  DescribeApplicationCommand,
  DescribeApplicationOperationCommand,
  ListApplicationOperationsCommand,
  StartApplicationCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import { Context } from '../context.js';
import { Fault, isNamed } from '../fault.js';

/** The Managed Flink application as far as a deployment needs it. */
export interface Application {
  readonly name: string;
  readonly status: string;
  readonly version: number;
  readonly jarKey: string;
}

/** Describes the application; undefined if there is none of this name. */
export const findApplication = async ({ aws }: Context, name: string): Promise<Application | undefined> => {
  try {
    const { ApplicationDetail: detail } = await aws.flink.send(new DescribeApplicationCommand({ ApplicationName: name }));
    const code = detail?.ApplicationConfigurationDescription?.ApplicationCodeConfigurationDescription?.CodeContentDescription;
    return {
      name,
      status: detail?.ApplicationStatus ?? 'UNKNOWN',
      version: detail?.ApplicationVersionId ?? 0,
      jarKey: code?.S3ApplicationCodeLocationDescription?.FileKey ?? 'unknown',
    };
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
};

/** Starts an application that is READY, and waits until Managed Flink says whether that worked. */
export const start = async (context: Context, name: string): Promise<void> => {
  const { OperationId: id } = await context.aws.flink.send(new StartApplicationCommand({ ApplicationName: name }));
  const operation = id === undefined ? undefined : await untilOperationDone(context, name, id);
  if (operation !== undefined && operation.OperationStatus !== 'SUCCESSFUL') {
    throw new Fault(`Managed Flink could not start ${name}: ${failureOf(operation)}`);
  }
  for (;;) {
    const application = await findApplication(context, name);
    if (application?.status === 'RUNNING') return;
    if (application?.status !== 'STARTING') {
      throw new Fault(`${name} did not start: it is ${application?.status ?? 'gone'}. The job's log says why.`);
    }
    await context.terminal.pause(context.options.pollSeconds);
  }
};

/** Waits until an operation on the application has ended. */
export const untilOperationDone = async (
  { aws, terminal, options }: Context,
  name: string,
  id: string,
): Promise<ApplicationOperationInfoDetails> => {
  for (;;) {
    const { ApplicationOperationInfoDetails: details } = await aws.flink.send(
      new DescribeApplicationOperationCommand({ ApplicationName: name, OperationId: id }),
    );
    if (details && details.OperationStatus !== 'IN_PROGRESS') return details;
    await terminal.pause(options.pollSeconds);
  }
};

/** The newest operation of a kind, such as `UpdateApplication`; undefined if there was none. */
export const newestOperation = async ({ aws }: Context, name: string, operation: string): Promise<string | undefined> => {
  const { ApplicationOperationInfoList: list = [] } = await aws.flink.send(
    new ListApplicationOperationsCommand({ ApplicationName: name, Operation: operation, Limit: 10 }),
  );
  return list.sort((a, b) => Number(b.StartTime) - Number(a.StartTime))[0]?.OperationId;
};

/** What Managed Flink gives as the reason of a failure. */
export const failureOf = (operation: ApplicationOperationInfoDetails): string =>
  operation.OperationFailureDetails?.ErrorInfo?.ErrorString ?? `${operation.OperationStatus}, without a reason.`;
