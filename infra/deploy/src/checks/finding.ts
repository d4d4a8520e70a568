/** What a check found: `stop` ends the run before anything is made, `note` is only said. */
export interface Finding {
  readonly level: 'stop' | 'note';
  readonly sentence: string;
}

export const stop = (sentence: string): Finding => ({ level: 'stop', sentence });

export const note = (sentence: string): Finding => ({ level: 'note', sentence });
