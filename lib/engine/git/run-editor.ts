import { spawn } from "node:child_process";

/** Runs an editor as git does: by the shell, so that it may have arguments, on the terminal that git itself is on. */
export function runEditor(editor: string, file: string, cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn("sh", ["-c", `${editor} "$@"`, editor, file], { cwd, env, stdio: "inherit" });
    child.on("error", () => {
      resolve(127);
    });
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
