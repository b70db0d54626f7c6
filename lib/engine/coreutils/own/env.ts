import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import type { Command } from "./command";

/** Shows the environment, or runs a command with a changed one. */
export const env: Command = ({ args, out, complain }) => {
  const queue = args[0] === "-i" ? args.slice(1) : [...args];
  const variables: Record<string, string | undefined> = args[0] === "-i" ? {} : { ...process.env };
  for (let pair = /^(\w+)=(.*)$/s.exec(queue[0] ?? ""); pair; pair = /^(\w+)=(.*)$/s.exec(queue[0] ?? "")) {
    variables[pair[1] ?? ""] = pair[2];
    queue.shift();
  }
  const [command, ...rest] = queue;
  if (command === undefined) {
    for (const [name, value] of Object.entries(variables)) out(`${name}=${value}\n`);
    return 0;
  }
  const { status, signal, error } = spawnSync(command, rest, { stdio: "inherit", env: variables as NodeJS.ProcessEnv });
  if (error) {
    complain(`'${command}': No such file or directory`);
    return 127;
  }
  return status ?? 128 + (signal ? constants.signals[signal] : 0);
};
