import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** The diagram server over generated traffic, in a process of its own. */
export class World {
  readonly page: string;
  readonly #process: ChildProcess;

  private constructor(page: string, process: ChildProcess) {
    this.page = page;
    this.#process = process;
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param kind the shop with a lab, or 500 nodes and 2,000 edges without one
   * @param port 0 for a free one
   */
  static async start(kind: "shop" | "large", port = 0): Promise<World> {
    const java = spawn(
      "java",
      ["-Xmx1g", "-cp", classPath(), "io.flowlens.diagram.GeneratedWorld", kind, String(port)],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    for await (const line of createInterface(java.stdout!)) {
      const page = /^page: (.*)/.exec(line)?.[1];
      if (page) return new World(page, java);
    }
    throw new Error(`The world ended before it served: exit status ${java.exitCode}.`);
  }

  /** Switches a fault of its lab on or off. */
  async fault(name: string, on: boolean): Promise<void> {
    await fetch(`${this.page}api/lab/faults`, { method: "PUT", body: JSON.stringify({ name, on }) });
  }

  /** Stands still without closing a connection, like a machine that hangs; or goes on. */
  freeze(still: boolean): void {
    this.#process.kill(still ? "SIGSTOP" : "SIGCONT");
  }

  /** Ends at once, like a process that is killed. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGKILL");
    await ended;
  }
}

function classPath(): string {
  const path = process.env["FLOWLENS_CLASS_PATH"];
  if (!path) throw new Error("FLOWLENS_CLASS_PATH is not set: run the tests with `mvn verify`.");
  return path;
}
