import type { EngineBoot } from "../protocol/app-messages";
import { openAppDoor } from "./app-door";
import { loadEarly, startEngine, type Engine } from "./engine";
import { startPreviewService } from "./preview-service";
import { openWebContainerDoor } from "./webcontainer/door";

/**
 * The origin of the page that frames this one. The server's `frame-ancestors` has let it, so it is one of those that may;
 * a browser that doesn't tell who it is gets no door.
 */
function parentOrigin(): string | undefined {
  const [parent] = location.ancestorOrigins ?? [];
  if (parent !== undefined) return parent;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined;
}

function embedderPolicy(query: URLSearchParams): string | undefined {
  const asked = query.get("coep");
  if (asked === "none") return undefined;
  return asked === "credentialless" ? asked : "require-corp";
}

const proxiesOf = (app: string) => ({
  registry: `${app}/api/registry/`,
  python: `${app}/api/pypi/`,
  git: `${app}/api/git`,
});

const query = new URLSearchParams(location.search);
const service = startPreviewService();

async function start({ cwd, project }: EngineBoot): Promise<Engine> {
  const engine = await startEngine({
    cwd,
    ...(project === undefined ? {} : { project }),
    ...(origin === undefined ? {} : { proxies: proxiesOf(origin) }),
    embedderPolicy: embedderPolicy(query),
    previewsReady: service.ready,
  });
  service.attach(engine);
  return engine;
}

const origin = window.parent === window ? undefined : parentOrigin();
if (origin !== undefined) {
  loadEarly();
  if (query.get("door") === "app") openAppDoor(start, origin);
  else openWebContainerDoor((cwd) => start({ cwd }), origin);
}
