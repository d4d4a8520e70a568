import { DescribeLimitsCommand } from '@aws-sdk/client-kinesis';
import { ListApplicationsCommand } from '@aws-sdk/client-kinesis-analytics-v2';
import { ListServiceQuotasCommand, ServiceQuota } from '@aws-sdk/client-service-quotas';
import { Clients } from '../clients.js';
import { Finding, note, stop } from './finding.js';

const RAISE = 'ask for more in Service Quotas';

/** Whether the account may have so many more on-demand streams. */
export const checkStreams = async (aws: Clients, additional: number): Promise<Finding[]> => {
  if (additional <= 0) return [];
  const { OnDemandStreamCount: count = 0, OnDemandStreamCountLimit: limit = 0 } = await aws.kinesis.send(
    new DescribeLimitsCommand({}),
  );
  return count + additional > limit
    ? [
        stop(
          `flowlens needs ${additional} more Kinesis on-demand streams, but ${aws.region} allows ${limit} and has ` +
            `${count}: ${RAISE} (Amazon Kinesis Data Streams), or delete some.`,
        ),
      ]
    : [note(`Kinesis on-demand streams: ${count} of ${limit} in use, ${additional} more are needed.`)];
};

/** Whether Managed Flink grants an application so many KPUs, and one more application if the stack is new. */
export const checkFlink = async (aws: Clients, kpus: number, isNew: boolean): Promise<Finding[]> => {
  const quotas = await serviceQuotas(aws, 'kinesisanalytics');
  const valueOf = (name: RegExp) => quotas.find((quota) => name.test(quota.QuotaName ?? ''))?.Value;
  const findings: Finding[] = [];
  const kpuLimit = valueOf(/KPU|Kinesis Processing Unit/i);
  if (kpuLimit === undefined) {
    findings.push(note('Service Quotas lists no KPU quota here; the default is 64 for an application.'));
  } else if (kpus > kpuLimit) {
    findings.push(
      stop(
        `The job needs ${kpus} KPUs, but ${aws.region} allows an application ${kpuLimit}: lower --parallelism, or ` +
          `${RAISE} (Managed Service for Apache Flink).`,
      ),
    );
  } else {
    findings.push(note(`KPUs: ${kpus} of ${kpuLimit} are needed.`));
  }
  const applicationLimit = valueOf(/applications/i);
  if (isNew && applicationLimit !== undefined) {
    const count = await countApplications(aws);
    if (count >= applicationLimit) {
      findings.push(
        stop(
          `${aws.region} already has ${count} Managed Flink applications and allows ${applicationLimit}: ${RAISE} ` +
            '(Managed Service for Apache Flink), or delete one.',
        ),
      );
    }
  }
  return findings;
};

const serviceQuotas = async (aws: Clients, service: string): Promise<ServiceQuota[]> => {
  const quotas: ServiceQuota[] = [];
  let next: string | undefined;
  do {
    const page = await aws.quotas.send(new ListServiceQuotasCommand({ ServiceCode: service, NextToken: next }));
    quotas.push(...(page.Quotas ?? []));
    next = page.NextToken;
  } while (next);
  return quotas;
};

const countApplications = async (aws: Clients): Promise<number> => {
  let count = 0;
  let next: string | undefined;
  do {
    const page = await aws.flink.send(new ListApplicationsCommand({ NextToken: next }));
    count += page.ApplicationSummaries?.length ?? 0;
    next = page.NextToken;
  } while (next);
  return count;
};
