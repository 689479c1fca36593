import { EngineError } from "@erlangen/numerics";
import type { Tfjs } from "./module.ts";

/** A backend of TensorFlow.js, and the count of what lives on it. */
export class TfjsRuntime {
  readonly tf: Tfjs;
  readonly backend: string;
  live = 0;

  constructor(tf: Tfjs, backend: string) {
    this.tf = tf;
    this.backend = backend;
  }

  /** Counts tensors that came to life, or, negative, that were freed. */
  lease(count: number): void {
    this.live += count;
  }

  /** Runs `f` with this backend as the current one, and puts the former one back: the choice is global in TensorFlow.js. */
  use<T>(f: (tf: Tfjs) => T): T {
    const { tf, backend } = this;
    const former = tf.getBackend();
    if (former === backend) return f(tf);
    // The promise of a backend that has been started has nothing left to wait for.
    void tf.setBackend(backend);
    try {
      return f(tf);
    } finally {
      if (former !== "") void tf.setBackend(former);
    }
  }
}

/**
 * Starts a backend.
 *
 * @throws EngineError when TensorFlow.js has none of this name, or it does not start here.
 */
export async function startBackend(tf: Tfjs, backend: string): Promise<TfjsRuntime> {
  const former = tf.engine().backendName ?? "";
  let problem = "it did not start";
  let started = false;
  try {
    started = await tf.setBackend(backend);
  } catch (cause) {
    problem = String(cause instanceof Error ? cause.message : cause).split("\n")[0];
  }
  if (former !== "" && former !== backend) await tf.setBackend(former);
  if (started) return new TfjsRuntime(tf, backend);
  throw new EngineError(
    `tfjs: expected the backend "${backend}" to start, got: ${problem}; import the package that registers it before`,
  );
}
