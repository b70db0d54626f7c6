import { user } from "../protocol/user";

/** Where programs are looked for, in order. */
export const path = "/usr/local/bin:/usr/bin:/bin";
export const { home } = user;

/** Where programs find what a tab can't reach by itself; without one they try by themselves. */
export interface Proxies {
  /** The package registry that npm asks. */
  readonly registry?: string;
  /** The index that pip asks. */
  readonly python?: string;
  /** Stands before the address of a git host. */
  readonly git?: string;
}

/** The environment of what the page starts, as `NAME=value`; what the caller names goes over it. */
export function environmentOf(cwd: string, own: Readonly<Record<string, string>>, proxies: Proxies = {}): string[] {
  const base: Readonly<Record<string, string>> = {
    PATH: `${path}:${cwd}/.python/bin`,
    HOME: home,
    USER: user.name,
    SHELL: user.shell,
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    LANG: "en_US.UTF-8",
    TMPDIR: "/tmp",
    PWD: cwd,
    // What pip installs is kept with the project.
    PYTHONUSERBASE: `${cwd}/.python`,
    ...(proxies.registry !== undefined && { npm_config_registry: proxies.registry }),
    ...(proxies.python !== undefined && { PIP_INDEX_URL: proxies.python }),
    ...(proxies.git !== undefined && { TABSMITH_GIT_PROXY: proxies.git }),
    ...own,
  };
  return Object.entries(base).map(([name, value]) => `${name}=${value}`);
}
