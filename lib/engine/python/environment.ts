import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const activate = (folder: string): string => `# Source this: it can't be run.
deactivate () {
  PATH="$_OLD_VIRTUAL_PATH"
  export PATH
  unset _OLD_VIRTUAL_PATH VIRTUAL_ENV VIRTUAL_ENV_PROMPT
  unset -f deactivate
}
VIRTUAL_ENV='${folder}'
export VIRTUAL_ENV
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
VIRTUAL_ENV_PROMPT='(${folder.slice(folder.lastIndexOf("/") + 1)}) '
export VIRTUAL_ENV_PROMPT
`;

/** Lays down what scripts look for in a virtual environment. It has the one Python there is, and packages of its own. */
export function makeEnvironment(given: string): void {
  const folder = resolve(given);
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(folder, "lib/python3.14/site-packages"), { recursive: true });
  writeFileSync(
    join(folder, "pyvenv.cfg"),
    "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.14.2\n",
  );
  writeFileSync(join(folder, ".gitignore"), "*\n");
  writeFileSync(join(bin, "activate"), activate(folder.replaceAll("'", String.raw`'\''`)));
  for (const name of ["python", "python3", "pip", "pip3"]) link(`/usr/bin/${name}`, join(bin, name));
}

/** One that lies there already stays. */
function link(target: string, at: string): void {
  try {
    symlinkSync(target, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
