import { Traffic } from '../options/options.js';
import { CostLine, estimate } from './estimate.js';
import { PriceFile, PriceName } from './prices.js';
import { ASSUMED, Workload } from './workload.js';

/** The estimate as lines for people, with its assumptions, dates and sources. */
export const costLines = (workload: Workload, file: PriceFile, region: string): string[] => {
  const made = estimate(workload, file, region);
  if (made === undefined) {
    return [
      `  No estimate: infra/deploy/prices.json has no prices for ${region}, only for ${Object.keys(file.regions).join(', ')}.`,
      '  Add the region to the file, or ask for the estimate of another region (--dry-run --region us-east-1).',
    ];
  }
  const prices = Object.values(file.regions[region] as Record<PriceName, { date: string; source: string }>);
  const dates = [...new Set(prices.map((price) => price.date))].sort();
  return [
    `  For ${trafficText(workload.traffic)} (--spans-per-second, --changes-per-second, --trail-events-per-second, --edges):`,
    ...made.lines.map(row),
    `  ${'Together'.padEnd(26)}${money(made.total)} a month`,
    '  Not in this stack, paid where the traffic comes from:',
    ...made.elsewhere.map(row),
    '  Transaction Search bills spans by the GB where they are ingested; that is not in the estimate.',
    `  Assumed: ${ASSUMED.spanBytes} bytes a span (compressed), ${ASSUMED.changeBytes} a change, ${ASSUMED.trailEventBytes} a CloudTrail event; ` +
      `${ASSUMED.writesPerEdgeMinute} writes of 1 KB`,
    '  a minute for each edge with traffic, twice for the index; rows of minutes kept for 30 days, of five minutes for 90, of hours for 400;',
    '  1 GB of log; no data read by others.',
    `  Prices of ${dates.join(' and ')}, from`,
    ...[...new Set(prices.map((price) => price.source))].map((source) => `    ${source}`),
    `  ${file.note}`,
  ];
};

/** The estimate in a line. */
export const costSummary = (workload: Workload, file: PriceFile, region: string): string[] => {
  const made = estimate(workload, file, region);
  return made === undefined
    ? []
    : [
        `  About ${made.total.toFixed(0)} $ a month for ${trafficText(workload.traffic)};`,
        '  scripts/deploy --dry-run shows how that is computed.',
      ];
};

const row = ({ what, arithmetic, dollars }: CostLine): string => `  ${what.padEnd(26)}${money(dollars)}  = ${arithmetic}`;

const money = (dollars: number): string => `${dollars.toFixed(2).padStart(10)} $`;

const trafficText = (traffic: Traffic): string =>
  `${traffic.spansPerSecond} spans, ${traffic.changesPerSecond} changes and ${traffic.trailEventsPerSecond} CloudTrail ` +
  `events a second, ${traffic.edges} edges`;
