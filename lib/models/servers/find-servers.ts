import { checkConnection, type ConnectionOptions } from "../cloud/check-connection";
import type { Diagnosis } from "../cloud/diagnose";
import { knownServers, type KnownServer } from "./known-servers.data";

export interface FoundServer extends KnownServer {
  readonly diagnosis: Diagnosis;
  readonly models: readonly string[];
}

/** Knocks at the usual ports of this computer. Only on a click: a browser may ask the user for it. */
export async function findServers(
  options: ConnectionOptions = {},
  places = knownServers,
): Promise<readonly FoundServer[]> {
  return Promise.all(
    places.map(async (place) => {
      const asked = { provider: "compatible" as const, baseUrl: place.baseUrl, name: place.name };
      return { ...place, ...(await checkConnection(asked, options)) };
    }),
  );
}

/** Whether something answered there, be it only with a refusal. */
export const isThere = ({ diagnosis }: FoundServer): boolean =>
  !["local-network", "network", "blocked"].includes(diagnosis.problem);
