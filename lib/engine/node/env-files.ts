import { parseEnvFile } from "@/lib/engine/node/bindings/util/env-file";

export interface EnvFiles {
  /** What the environment gains, as `NAME=value`: what it has already wins. */
  readonly pairs: readonly string[];
  /** `NODE_OPTIONS` of the files, when the environment has none. */
  readonly nodeOptions: string | undefined;
  readonly errors: readonly string[];
  /** What is told and changes nothing. */
  readonly notes: readonly string[];
}

interface EnvFile {
  readonly path: string;
  readonly isOptional: boolean;
}

const flag = /^--env-file(-if-exists)?(?:=(.*))?$/s;

function filesOf(args: readonly string[]): EnvFile[] {
  const files: EnvFile[] = [];
  for (const [index, arg] of args.entries()) {
    if (arg === "--") break;
    const [, optional, value] = flag.exec(arg) ?? [];
    const path = flag.test(arg) ? (value ?? args[index + 1]) : undefined;
    if (path !== undefined) files.push({ path, isOptional: optional !== undefined });
  }
  return files;
}

/** Reads what `--env-file` and `--env-file-if-exists` name; later files win over earlier ones. */
export function readEnvFiles(
  args: readonly string[],
  environment: ReadonlyMap<string, string>,
  read: (path: string) => string | undefined,
): EnvFiles {
  const found = new Map<string, string>();
  const errors: string[] = [];
  const notes: string[] = [];
  for (const { path, isOptional } of filesOf(args)) {
    const text = read(path);
    if (text !== undefined) for (const [name, value] of parseEnvFile(text)) found.set(name, value);
    else if (isOptional) notes.push(`${path} not found. Continuing without it.`);
    else errors.push(`${path}: not found`);
  }
  const fresh = [...found].filter(([name]) => !environment.has(name));
  return {
    pairs: fresh.map(([name, value]) => `${name}=${value}`),
    nodeOptions: environment.get("NODE_OPTIONS") ?? found.get("NODE_OPTIONS"),
    errors,
    notes,
  };
}
