/**
 * Sends one thing after another, in the order in which they were given, while the hands go on. A decision may hang on the one before it (a
 * merge changes what the next pair is), so none overtakes.
 */
export class Outbox {
  private tail: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  /** How many are given and not answered yet. */
  waiting = 0;

  /** @param ahead How many may wait beside the one that is on its way before {@link isFull} says so. */
  constructor(private readonly ahead = 1) {}

  /** True when the hands are too fast for the network: the next one should wait. */
  get isFull(): boolean {
    return this.waiting > this.ahead;
  }

  /** Runs `send` after all that were given before it, whether they went well or not. */
  put<T>(send: () => Promise<T>): Promise<T> {
    this.change(1);
    const result = this.tail.then(send).finally(() => this.change(-1));
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** Calls `listener` whenever {@link waiting} changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private change(by: number) {
    this.waiting += by;
    this.listeners.forEach((listener) => listener());
  }
}
