export interface PythonIndex {
  /** With a slash at its end. */
  readonly address: string;
  /** The person who runs this server has named it: then it may be one of their own network. */
  readonly trusted: boolean;
  /** Other hosts that its files may lie on. */
  readonly fileHosts: ReadonlySet<string>;
}

const publicIndex = "https://pypi.org/simple/";

/** `TABSMITH_PYTHON_INDEX` names the index, `none` none at all; its files are on its own host or on `TABSMITH_PYTHON_FILES`. */
export function readPythonIndex(environment: Readonly<Record<string, string | undefined>>): PythonIndex | undefined {
  const given = environment.TABSMITH_PYTHON_INDEX?.trim() ?? "";
  if (given === "none") return undefined;
  const named = /^https?:\/\//u.test(given) && URL.canParse(given);
  const hosts = environment.TABSMITH_PYTHON_FILES?.trim() || "files.pythonhosted.org";
  return {
    address: named ? given.replace(/\/*$/u, "/") : publicIndex,
    trusted: named,
    fileHosts: new Set(hosts.toLowerCase().split(/[\s,]+/u)),
  };
}
