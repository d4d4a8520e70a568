import { Clients } from './clients.js';
import { Made } from './made.js';
import { Options } from './options/options.js';
import { Template } from './template/template.js';
import { Terminal } from './terminal.js';

/** What every step of a run needs. */
export interface Context {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly aws: Clients;
  readonly template: Template;
  readonly made: Made;
}
