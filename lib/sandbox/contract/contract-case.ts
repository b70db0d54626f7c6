import { codeOf, Failure } from "@/lib/base";
import type { Sandbox, SandboxProcess, SpawnOptions } from "../sandbox";

/** What a case may use beside the sandbox itself. */
export interface Place {
  readonly sandbox: Sandbox;
  /** An empty folder of the case's own, relative to `cwd`. */
  readonly folder: string;
  /** Shows an address in a frame and answers with what its document says by `parent.postMessage`. */
  readonly show: (url: string) => Promise<unknown>;
}

export interface ContractCase {
  /** A sentence. */
  readonly title: string;
  /** Drivers that can't keep this promise, with the reason. */
  readonly except?: Partial<Record<Sandbox["driver"], string>>;
  readonly run: (place: Place) => Promise<void>;
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (item === undefined ? null : item));

export function expectEqual(actual: unknown, expected: unknown, what = "value"): void {
  if (json(actual) !== json(expected)) {
    throw new Failure("CONTRACT", `${what}: expected ${json(expected)}, got ${json(actual)}`);
  }
}

export function expectTrue(holds: boolean, what: string): void {
  if (!holds) throw new Failure("CONTRACT", what);
}

export async function expectCode(work: Promise<unknown>, code: string): Promise<void> {
  const outcome = await work.then(
    () => "success",
    (error: unknown) => codeOf(error) ?? String(error),
  );
  expectEqual(outcome, code, "error code");
}

export async function textFrom(output: ReadableStream<string>): Promise<string> {
  const reader = output.getReader();
  let text = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
  return text;
}

/** Runs a program of Node's to its end. */
export async function runNode(place: Place, script: string, options: SpawnOptions = {}) {
  const process = await place.sandbox.spawn("node", ["-e", script], options);
  const [output, exit] = await Promise.all([textFrom(process.output), process.exit]);
  return { output, exit };
}

/** Reads until the text matches; what has been read so far is the error when it never does. */
export async function readUntil(process: SandboxProcess, pattern: RegExp, within = 20_000): Promise<string> {
  const reader = process.output.getReader();
  let text = "";
  const late = new Promise<"late">((resolve) => void setTimeout(resolve, within, "late"));
  try {
    while (!pattern.test(text)) {
      const read = await Promise.race([reader.read(), late]);
      if (read === "late" || read.done) throw new Failure("CONTRACT", `no ${pattern} in the output: ${json(text)}`);
      text += read.value;
    }
    return text;
  } finally {
    reader.releaseLock();
  }
}

export async function eventually(holds: () => boolean, what: string, within = 10_000): Promise<void> {
  for (const until = Date.now() + within; Date.now() < until;) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Failure("CONTRACT", `never happened: ${what}`);
}
