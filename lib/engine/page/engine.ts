import { createEmitter, messageOf, type Disposable } from "@/lib/base";
import type { MountSpec } from "../protocol/page-messages";
import { createCookieJar } from "../preview/cookies";
import { createPreviewHost, type PreviewHost } from "../preview/host";
import { createHttpClient, type HttpClient } from "../preview/http/client";
import { createPreviewLines, type PreviewEvent, type PreviewLines } from "../preview/lines";
import { assetFolder } from "../preview/routing";
import { inOnePiece, type Ask, type AskInit } from "./outbound/answer";
import { createCompiledShelf, createKeeper } from "./compiled/shelf";
import { answerDialled } from "./outbound/dialled";
import { withKeptPackages } from "./outbound/kept-packages";
import { environmentOf, home, path, type Proxies } from "./environment";
import { createImageDesk, layImages } from "./images";
import { createKernelWorker, startMachine, type Machine, type StartedMachine } from "./machine";
import { createPorts, type Ports } from "./ports";
import { loadTexts } from "./process-texts";
import { programs } from "./programs";

/** The build puts the names of the scripts here, as JSON. */
declare const process: { readonly env: { readonly ENGINE_SCRIPTS: string } };

interface Scripts {
  readonly kernel: string;
  /** The first script of a process, and the one that it runs. */
  readonly process: string;
  readonly program: string;
  /** The core pack of Node's library. */
  readonly core: string;
  /** What every process is handed. */
  readonly texts: readonly string[];
}

export type { PreviewEvent } from "../preview/lines";

export interface EngineOptions {
  /** The project's folder, absolute. */
  readonly cwd: string;
  /** A name under which the project's folder is kept in this browser; without one it is gone with the page. */
  readonly project?: string;
  readonly proxies?: Proxies;
  /** `cross-origin-embedder-policy` of previews; undefined for none. */
  readonly embedderPolicy: string | undefined;
  /** Resolves when requests of previews arrive here; rejects where the browser will never send any. */
  readonly previewsReady: Promise<unknown>;
}

/** A machine with everything around it that both doors need. */
export interface Engine {
  readonly machine: Machine;
  readonly cwd: string;
  readonly path: string;
  readonly persistent: boolean;
  readonly ports: Ports;
  readonly environment: (own: Readonly<Record<string, string>>) => string[];
  readonly previews: PreviewHost;
  readonly lines: PreviewLines;
  readonly onPreview: (listener: (event: PreviewEvent) => void) => Disposable;
  readonly onFault: (listener: (message: string) => void) => Disposable;
  /** What goes into each document of a preview beside the engine's own script. */
  readonly setMarkup: (markup: string) => void;
  readonly dispose: () => Promise<void>;
}

const bridge = `<script src="${assetFolder}preview-client.js"></script>`;

function mountsOf({ cwd, project }: EngineOptions): MountSpec[] {
  return project === undefined ? [] : [{ path: cwd, backing: { type: "opfs", name: project } }];
}

/** One HTTP client a port; those of a port that closes are dropped with what they hold. */
function createClients(machine: Machine) {
  const clients = new Map<number, HttpClient>();
  return {
    of: (port: number): HttpClient => {
      const known = clients.get(port) ?? createHttpClient(() => machine.connect(port));
      clients.set(port, known);
      return known;
    },
    drop: (port: number) => {
      clients.get(port)?.close();
      clients.delete(port);
    },
  };
}

/** Why it failed; undefined once it succeeded. */
const refusal = (ready: Promise<unknown>): Promise<string | undefined> =>
  ready.then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );

/** A port is announced only once it is known whether a preview of it would be served. */
function trackPorts(machine: Machine, ports: Ports, ready: Promise<unknown>, drop: (port: number) => void): Disposable {
  const listening = new Set<number>();
  const announce = async (port: number) => {
    const unshown = await refusal(ready);
    if (listening.has(port)) ports.opened(port, unshown);
  };
  return machine.onPort(({ port, open }) => {
    if (open) {
      listening.add(port);
      void announce(port);
      return;
    }
    listening.delete(port);
    drop(port);
    ports.closed(port);
  });
}

const visibleCookies = {
  read: () => document.cookie,
  write: (cookie: string) => {
    document.cookie = cookie;
  },
};

/** The proxies' host, which may have a name of this computer's. */
const farHosts = (proxies: Proxies): readonly string[] =>
  Object.values(proxies).map((address: string) => new URL(address).hostname);

/** The desk is asked first; all that isn't its leaves the page, packages by way of what is kept of them. */
function createAsk(desk: (url: URL) => Promise<Response> | undefined, registry: string | undefined): Ask {
  const ask = (url: URL, init: AskInit) => desk(url) ?? fetch(url, init);
  return registry === undefined
    ? async (url, init) => inOnePiece(await ask(url, init))
    : withKeptPackages(ask, registry);
}

/** Every program but Node itself waits until the images are there: it may be made of one, or start one that is. */
function afterImages(machine: Machine, laid: Promise<void>): Machine {
  const ready = async (file: string) => {
    if (file !== "node") await laid;
  };
  return {
    ...machine,
    spawn: async (spawn) => {
      await ready(spawn.file);
      return machine.spawn(spawn);
    },
    spawnOn: async (spawn, ports) => {
      await ready(spawn.file);
      return machine.spawnOn(spawn, ports);
    },
  };
}

/** Only Chromium gives all Workers of a page what it has compiled once, and keeps it. */
const sharesCompiled = "userAgentData" in navigator;

const assets = new URL(assetFolder, location.href).href;
const scripts = JSON.parse(process.env.ENGINE_SCRIPTS) as Scripts;
const kernelScript = assets + scripts.kernel;

let spareKernel: Worker | undefined;

/** The kernel, and what processes are made of, load while the page and its embedder greet each other. */
export function loadEarly(): void {
  spareKernel = createKernelWorker(kernelScript);
  void loadTexts(assets, scripts.texts).catch(() => undefined);
}

function takeKernel(): Worker {
  const kernel = spareKernel ?? createKernelWorker(kernelScript);
  spareKernel = undefined;
  return kernel;
}

async function bootMachine(options: EngineOptions, proxies: Proxies): Promise<StartedMachine> {
  const { core, program } = scripts;
  const texts = await loadTexts(assets, scripts.texts);
  return startMachine(kernelScript, takeKernel(), {
    type: "boot",
    processUrl: assets + scripts.process,
    processData: { assets, core, program, texts, far: farHosts(proxies), sharesCompiled },
    mounts: mountsOf(options),
    programs,
    pool: 4,
    hostname: "tabsmith",
  });
}

export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { cwd, proxies = {} } = options;
  const { machine: bare, persistent } = await bootMachine(options, proxies);
  await Promise.all([home, "/tmp", cwd].map((folder) => bare.files.mkdir(folder, true)));
  const faults = createEmitter<string>();
  const compiled = createCompiledShelf(createKeeper(options.previewsReady));
  const images = { files: bare.files, assets, compiled };
  const laid = layImages(images).catch((error: unknown) => {
    faults.emit(`npm couldn't be put in place: ${messageOf(error)}`);
  });
  const machine = afterImages(bare, laid);
  const answering = answerDialled(bare, {
    ask: createAsk(createImageDesk(images), proxies.registry),
    ...(proxies.registry !== undefined && { registry: proxies.registry }),
    onRefused: faults.emit,
    compiled,
  });
  const ports = createPorts(location.origin);
  const clients = createClients(machine);
  const cookies = createCookieJar(visibleCookies);
  const lines = createPreviewLines({ root: ports.root, client: clients.of, cookies });
  let markup = "";
  const tracking = trackPorts(machine, ports, options.previewsReady, clients.drop);
  const logging = machine.onLog(faults.emit);
  options.previewsReady.catch((error: unknown) => {
    faults.emit(`Previews can't be shown in this browser: ${messageOf(error)}`);
  });
  return {
    machine,
    cwd,
    path,
    persistent,
    ports,
    lines,
    environment: (own) => environmentOf(cwd, own, proxies),
    previews: createPreviewHost({
      root: ports.root,
      isOpen: ports.isOpen,
      urlOf: ports.urlOf,
      client: clients.of,
      cookies,
      embedderPolicy: options.embedderPolicy,
      markup: () => bridge + markup,
    }),
    onPreview: lines.onEvent,
    onFault: faults.on,
    setMarkup: (own) => {
      markup = own;
    },
    dispose: async () => {
      tracking.dispose();
      answering.dispose();
      logging.dispose();
      for (const { port } of ports.open()) clients.drop(port);
      await machine.close();
    },
  };
}
