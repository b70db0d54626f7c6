import { Failure } from "@/lib/base";
import type { Studio } from "@/lib/studio";

/** Runs the project's own Prettier in the sandbox. It reads the file there, so what is typed is saved first. */
export async function formatWithOwn(
  { computer, documents }: Pick<Studio, "computer" | "documents">,
  path: string,
): Promise<string> {
  const state = computer.state.get();
  if (state.type !== "ready") {
    throw new Failure(
      "ENOENT",
      "This project's Prettier configuration is a program. Run the project once, then format.",
    );
  }
  await documents.flush();
  await state.mirror.settle();
  const { code, output } = await runProgram(state.sandbox, [
    "node_modules/prettier/bin/prettier.cjs",
    "--no-color",
    path,
  ]);
  if (code !== 0) throw new Failure("EINVAL", output.trim().split("\n")[0] ?? "Prettier failed.");
  return output;
}

type ReadySandbox = Extract<ReturnType<Studio["computer"]["state"]["get"]>, { type: "ready" }>["sandbox"];

/** A Node program from its start to its end, with all that it wrote. */
export async function runProgram(
  sandbox: ReadySandbox,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly code: number; readonly output: string }> {
  const program = await sandbox.spawn("node", args, signal ? { signal } : {});
  let output = "";
  const reading = program.output.pipeTo(
    new WritableStream<string>({
      write(text) {
        output += text;
      },
    }),
  );
  const { code } = await program.exit;
  await reading;
  return { code, output };
}
