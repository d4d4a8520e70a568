import { DescribeSubscriptionFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetTraceSegmentDestinationCommand } from '@aws-sdk/client-xray';
import { Clients } from '../clients.js';
import { isNamed } from '../fault.js';
import { Finding, note, stop } from './finding.js';

/** The log group of CloudWatch Transaction Search. */
const SPANS = 'aws/spans';

/** CloudWatch Logs allows no more subscription filters for one log group. */
const FILTERS_PER_GROUP = 2;

/** Whether the log group of spans can be subscribed: Transaction Search is on, the group is there, a filter is free. */
export const checkSpans = async (aws: Clients, stackName: string): Promise<Finding[]> => {
  const without = 'or deploy without spans (--no-spans)';
  const { Destination: destination, Status: status } = await aws.xray.send(new GetTraceSegmentDestinationCommand({}));
  if (destination !== 'CloudWatchLogs') {
    return [
      stop(
        `CloudWatch Transaction Search is off in ${aws.region}, so there is no log group ${SPANS} to subscribe: ` +
          `switch it on (docs/deploy.md, "Spans"), ${without}.`,
      ),
    ];
  }
  if (status === 'PENDING') {
    return [stop(`CloudWatch Transaction Search is just being switched on in ${aws.region}: repeat in some minutes, ${without}.`)];
  }
  try {
    const { subscriptionFilters: filters = [] } = await aws.logs.send(
      new DescribeSubscriptionFiltersCommand({ logGroupName: SPANS }),
    );
    const others = filters.filter((filter) => filter.filterName !== `${stackName}-flowlens`);
    if (others.length >= FILTERS_PER_GROUP) {
      const names = others.map((filter) => filter.filterName).join(' and ');
      return [
        stop(
          `The log group ${SPANS} already has ${others.length} subscription filters (${names}), and CloudWatch Logs ` +
            `allows no third: delete one, ${without}.`,
        ),
      ];
    }
    return [note(`Transaction Search is on, and ${SPANS} has room for a subscription.`)];
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFoundException')) throw error;
    return [
      stop(
        `Transaction Search is on, but the log group ${SPANS} does not exist yet: it comes with the first span ` +
          `(docs/deploy.md, "Spans"); send one, ${without}.`,
      ),
    ];
  }
};
