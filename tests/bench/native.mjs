// Talks to the native build of our evaluator.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Native {
  #child;
  #lines;

  /** Starts the program with a workload. */
  constructor(program, file) {
    this.#child = spawn(program, [file], { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async #line() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("The native program ended too early.");
    return value;
  }

  /** Nanoseconds that some passes over all users took. */
  async measure(expression, passes) {
    this.#child.stdin.write(`${expression} ${passes}\n`);
    return Number(await this.#line());
  }

  /** The values for all users. */
  async values(expression) {
    this.#child.stdin.write(`${expression}\n`);
    const count = Number(await this.#line());
    const values = [];
    while (values.length < count) values.push(await this.#line());
    return values;
  }

  end() {
    this.#child.stdin.end();
  }
}
