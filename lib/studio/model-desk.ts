import { createStore, messageOf, type ReadableStore, type Store } from "@/lib/base";
import {
  browserKeyBox,
  browserShelf,
  createDownloads,
  createKeyStore,
  createModelCatalogue,
  createModelFiles,
  createModelOpener,
  defaultModelSettings,
  finishOpenRouterSignIn,
  noKeyBox,
  parseEntries,
  parseModelSettings,
  type Downloads,
  type KeyStore,
  type ModelCatalogue,
  type ModelEntry,
  type ModelFiles,
  type ModelOpener,
  type ModelSettings,
} from "@/lib/models";
import { createRemembered, type RememberedStore } from "./remembered";

/** Everything about models that outlives a project: which there are, which is chosen, keys, downloads. */
export interface ModelDesk {
  readonly catalogue: ModelCatalogue;
  readonly settings: RememberedStore<ModelSettings>;
  readonly keys: KeyStore;
  readonly files: ModelFiles;
  readonly downloads: Downloads;
  readonly opener: ModelOpener;
  /** Why a sign-in that was just tried gave no key. */
  readonly signInTrouble: ReadableStore<string | undefined>;
  /** The keys that are in use, so that nothing writes them down. */
  readonly secrets: ReadableStore<readonly string[]>;
}

let desk: Promise<ModelDesk> | undefined;

/** One desk for the page: two would load two models into the same memory. */
export function openModelDesk(): Promise<ModelDesk> {
  desk ??= createModelDesk();
  return desk;
}

async function createModelDesk(): Promise<ModelDesk> {
  const own = createRemembered<readonly ModelEntry[]>({ key: "tabsmith.models", initial: [], parse: readEntries });
  const settings = createRemembered<ModelSettings>({
    key: "tabsmith.model-settings",
    initial: defaultModelSettings,
    parse: parseModelSettings,
  });
  const catalogue = createModelCatalogue(own);
  // A private window may lend no place: then keys last as long as the tab.
  const keys = await createKeyStore(browserKeyBox()).catch(() => createKeyStore(noKeyBox()));
  const files = createModelFiles(browserShelf());
  const signInTrouble = createStore(await takeSignIn(keys));
  const secrets = createStore<readonly string[]>([]);
  await followKeys(keys, secrets);
  const opener = createModelOpener({ catalogue, keys, files });
  return { catalogue, settings, keys, files, secrets, signInTrouble, opener, downloads: createDownloads(files) };
}

/** Takes the key for which the user was sent to OpenRouter, and the code out of the address. Answers why there is none. */
async function takeSignIn(keys: KeyStore): Promise<string | undefined> {
  const url = new URL(location.href);
  const code = url.searchParams.get("code");
  if (url.searchParams.get("sign-in") !== "openrouter" || code === null) return undefined;
  url.searchParams.delete("sign-in");
  url.searchParams.delete("code");
  history.replaceState(history.state, "", url);
  try {
    await keys.set("openrouter", await finishOpenRouterSignIn(code, sessionStorage));
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function readEntries(raw: unknown): readonly ModelEntry[] {
  return parseEntries(JSON.stringify(raw));
}

async function followKeys(keys: KeyStore, secrets: Store<readonly string[]>): Promise<void> {
  const read = async () => {
    const { names, locked } = keys.status.get();
    const found = locked ? [] : await Promise.all(names.map((name) => keys.get(name)));
    secrets.set(found.filter((key) => key !== undefined));
  };
  keys.status.subscribe(() => void read());
  await read();
}
