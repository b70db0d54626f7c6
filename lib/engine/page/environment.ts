/** Where programs are looked for, in order. */
export const path = "/usr/local/bin:/usr/bin:/bin";
export const home = "/home";

/** The environment of what the page starts, as `NAME=value`; what the caller names goes over it. */
export function environmentOf(cwd: string, own: Readonly<Record<string, string>>, registry?: string): string[] {
  const base: Readonly<Record<string, string>> = {
    PATH: path,
    HOME: home,
    USER: "user",
    SHELL: "/bin/sh",
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    LANG: "en_US.UTF-8",
    TMPDIR: "/tmp",
    PWD: cwd,
    ...(registry !== undefined && { npm_config_registry: registry }),
    ...own,
  };
  return Object.entries(base).map(([name, value]) => `${name}=${value}`);
}
