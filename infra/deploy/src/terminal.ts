import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Interrupted } from './fault.js';

/** What the user reads and answers. Everything is plain text on standard output, so that a CI log holds it too. */
export class Terminal {
  constructor(private readonly signal: AbortSignal) {}

  /** Prints lines as they are. */
  say(...lines: string[]): void {
    for (const line of lines) process.stdout.write(`${line}\n`);
  }

  /** Prints a heading with an empty line before it. */
  heading(text: string): void {
    this.say('', text);
  }

  /** Asks; only `y` and `yes` mean yes. The end of the input means no. */
  async confirm(question: string): Promise<boolean> {
    process.stdout.write(`\n${question} [y/N] `);
    const answer = await this.readLine();
    process.stdout.write(process.stdin.isTTY ? '' : `${answer ?? ''}\n`);
    return /^y(es)?$/i.test((answer ?? '').trim());
  }

  private readLine(): Promise<string | undefined> {
    const input = createInterface({ input: process.stdin });
    return new Promise((resolve, reject) => {
      const interrupt = () => reject(new Interrupted());
      this.signal.addEventListener('abort', interrupt, { once: true });
      input.once('line', resolve);
      input.once('close', () => resolve(undefined));
    }).finally(() => input.close()) as Promise<string | undefined>;
  }

  /** Waits so many seconds, or until the user interrupts: then it throws {@link Interrupted}. */
  async pause(seconds: number): Promise<void> {
    try {
      await sleep(seconds * 1000, undefined, { signal: this.signal });
    } catch {
      throw new Interrupted();
    }
  }

  /** Throws {@link Interrupted} once the user has interrupted. */
  stopIfInterrupted(): void {
    if (this.signal.aborted) throw new Interrupted();
  }
}
