// Serves DynamoDB and DynamoDB Streams on a port of loopback, in memory: node dynamodb.js PORT
// It ends when the program that started it does: that program holds the other end of standard input, so even a
// kill -9 of it closes it.
import { serve } from './dynamodb/http.js';
import { Refusals } from './dynamodb/refusals.js';
import { Regions } from './dynamodb/region.js';

const account = process.env.AWS_ACCOUNT_ID || '111122223333';

process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

serve(Number(process.argv[2]), new Regions(account), new Refusals(account));
