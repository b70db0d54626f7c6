import { dataFolder } from "../data-folder";
import { readOrigins } from "../origins.mjs";
import { askOutside } from "../outbound/ask-outside";
import { createMetadataCache } from "../registry/metadata-cache";
import { createTarballCache } from "../registry/tarball-cache";
import { answerPythonIndex, type PythonIndexProxy } from "./python-index";
import { readPythonIndex } from "./settings";

let proxy: PythonIndexProxy | undefined;

/** Made on the first call, so that a build needs no configuration. */
function pythonIndexProxy(): PythonIndexProxy {
  if (proxy) return proxy;
  const origins = readOrigins(process.env);
  if (!origins.ok) throw new Error(origins.error);
  proxy = {
    origins: origins.value,
    index: readPythonIndex(process.env),
    ask: askOutside,
    pages: createMetadataCache(32 * 1024 * 1024, 5 * 60_000),
    wheels: createTarballCache(dataFolder("python-index"), 128 * 1024 * 1024),
  };
  return proxy;
}

/** The route of `/api/pypi/*`. */
export function answerPythonIndexRequest(request: Request): Promise<Response> {
  return answerPythonIndex(request, "/api/pypi", pythonIndexProxy());
}
