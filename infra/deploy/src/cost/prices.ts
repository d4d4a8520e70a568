import { readFile } from 'node:fs/promises';

/** One price: what a unit costs, where that stands, and when it was noted. */
export interface Price {
  readonly price: number;
  readonly unit: string;
  readonly date: string;
  readonly source: string;
}

/** The names of the prices that the estimate uses. */
export type PriceName =
  | 'flinkKpuHour'
  | 'flinkStorageGbMonth'
  | 'flinkBackupGbMonth'
  | 'kinesisStreamHour'
  | 'kinesisInGb'
  | 'kinesisOutGb'
  | 'dynamoWriteMillion'
  | 'dynamoStorageGbMonth'
  | 'dynamoRecoveryGbMonth'
  | 'dynamoChangeMillion'
  | 'alarmMonth'
  | 'customMetricMonth'
  | 'dashboardMonth'
  | 'logsInGb'
  | 'keyMonth'
  | 'keyRequests10k'
  | 'trailDataEvents100k';

/** The price file: prices by region and name. */
export interface PriceFile {
  readonly currency: string;
  readonly hoursPerMonth: number;
  readonly note: string;
  readonly regions: Readonly<Record<string, Readonly<Record<PriceName, Price>>>>;
}

/** Reads the price file beside this program. */
export const readPrices = async (): Promise<PriceFile> =>
  JSON.parse(await readFile(new URL('../../../prices.json', import.meta.url), 'utf8')) as PriceFile;
