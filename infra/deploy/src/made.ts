/** Something that this run has made, and the commands that take it away again. */
export interface MadeThing {
  readonly what: string;
  readonly cleanUps?: readonly string[];
}

/** What this run has made so far. After a failure or Ctrl-C the user reads it. */
export class Made {
  private readonly things = new Map<string, MadeThing>();
  /** The stack that CloudFormation has been asked to work on, by its id, and whether this run made it. */
  stack?: { readonly id: string; readonly isNew: boolean };

  /** Notes that a thing exists, or, under the same id, what has become of it. */
  note(id: string, thing: MadeThing): void {
    this.things.set(id, thing);
  }

  /** Notes that a thing is gone. */
  forget(id: string): void {
    this.things.delete(id);
  }

  get all(): readonly MadeThing[] {
    return [...this.things.values()];
  }
}
