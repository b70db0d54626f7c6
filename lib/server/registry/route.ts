import { dataFolder } from "../data-folder";
import { readOrigins } from "../origins.mjs";
import { createMetadataCache } from "./metadata-cache";
import { answerRegistry, type RegistryProxy } from "./registry-proxy";
import { createTarballCache } from "./tarball-cache";
import { upstreamRegistry } from "./upstream";

let proxy: RegistryProxy | undefined;

/** Made on the first call, so that a build needs no configuration. */
function registryProxy(): RegistryProxy {
  if (proxy) return proxy;
  const origins = readOrigins(process.env);
  if (!origins.ok) throw new Error(origins.error);
  proxy = {
    origins: origins.value,
    upstream: () => upstreamRegistry(),
    tarballs: createTarballCache(dataFolder("registry"), 256 * 1024 * 1024),
    metadata: createMetadataCache(128 * 1024 * 1024, 5 * 60_000),
    fetch,
  };
  return proxy;
}

/** The route of `/api/registry/*`. */
export function answerRegistryRequest(request: Request): Promise<Response> {
  return answerRegistry(request, "/api/registry", registryProxy());
}
