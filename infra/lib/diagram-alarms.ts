import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { AlarmSpec } from './alarms';
import { Diagram } from './diagram';
import { Streams } from './streams';

const FIVE_MINUTES = Duration.minutes(5);

/** The index holds every edge row and nothing else: the job's heartbeat is in the table alone. */
const INDEX = 'byWindow';

/** The alarms of a diagram that is on: that it answers, and that what it shows is of now. */
export const diagramAlarms = (diagram: Diagram, streams: Streams, table: dynamodb.ITable): AlarmSpec[] => {
  const arriving = Object.entries(streams.inputs).map(
    ([name, stream]) => [name, stream.metricIncomingRecords({ statistic: 'Sum', period: FIVE_MINUTES })] as const,
  );
  return [
    {
      id: 'diagram-down',
      meaning: 'The diagram has not answered for 5 minutes.',
      todo: 'Look at the log of its container and at the events of its service.',
      metric: new cloudwatch.MathExpression({
        expression: '1 - FILL(healthy, 0)',
        usingMetrics: { healthy: diagram.targets.metrics.healthyHostCount({ statistic: 'Minimum', period: Duration.minutes(1) }) },
        period: Duration.minutes(1),
        label: 'diagram missing',
      }),
      above: 0,
      periods: [5, 5],
      missing: cloudwatch.TreatMissingData.BREACHING,
    },
    {
      id: 'diagram-stale',
      meaning: 'Records arrive, but no edge was written to the table for 10 minutes: the diagram shows the past.',
      todo: 'Look whether the job runs and reads, and at the alarms on it.',
      metric: new cloudwatch.MathExpression({
        expression: `IF(${arriving.map(([name]) => `FILL(${name}, 0)`).join(' + ')} > 0 AND FILL(written, 0) == 0, 1, 0)`,
        usingMetrics: {
          ...Object.fromEntries(arriving),
          written: table.metric('ConsumedWriteCapacityUnits', {
            dimensionsMap: { TableName: table.tableName, GlobalSecondaryIndexName: INDEX },
            statistic: 'Sum',
            period: FIVE_MINUTES,
          }),
        },
        period: FIVE_MINUTES,
        label: 'diagram stale',
      }),
      above: 0,
      periods: [2, 2],
    },
  ];
};
