import type { ReadableStore } from "@/lib/base";
import {
  browserKeyBox,
  browserShelf,
  choiceFor,
  createDownloads,
  createKeyStore,
  createModelCatalogue,
  createModelFiles,
  createModelOpener,
  defaultModelSettings,
  noKeyBox,
  parseEntries,
  parseModelSettings,
  type Downloads,
  type KeyStore,
  type LoadOptions,
  type ModelCatalogue,
  type ModelEntry,
  type ModelOpener,
  type ModelSettings,
  type ModelTask,
  type OpenedModel,
} from "@/lib/models";
import { createRemembered, type KeyValueMemory, type RememberedStore } from "./remembered";

/** Everything about models that outlives a project: which there are, which does what, whose keys are here. */
export interface Models {
  readonly catalogue: ModelCatalogue;
  readonly settings: RememberedStore<ModelSettings>;
  readonly keys: KeyStore;
  readonly downloads: Downloads;
  readonly opener: ModelOpener;
  readonly resident: ModelOpener["resident"];
  /** The entry that does a task, be it gone from the catalogue or not. */
  readonly chosen: (task: ModelTask) => ModelEntry | undefined;
  /** Opens the model of a task. Nothing falls back by itself: a failure names the ways on. */
  readonly openFor: (task: ModelTask, options?: LoadOptions) => Promise<OpenedModel>;
}

export async function createModels(memory?: KeyValueMemory): Promise<Models> {
  const own = createRemembered<readonly ModelEntry[]>({
    key: "tabsmith.models.own",
    initial: [],
    parse: (raw) => parseEntries(JSON.stringify(raw)),
    memory,
  });
  const settings = createRemembered<ModelSettings>({
    key: "tabsmith.models",
    initial: defaultModelSettings,
    parse: parseModelSettings,
    memory,
  });
  const catalogue = createModelCatalogue(own);
  const files = createModelFiles(browserShelf());
  // A private window may lend no place: then keys last as long as the tab.
  const keys = await createKeyStore(browserKeyBox()).catch(() => createKeyStore(noKeyBox()));
  const opener = createModelOpener({ catalogue, keys, files });
  const resident: ReadableStore<ReturnType<ModelOpener["resident"]["get"]>> = opener.resident;
  return {
    catalogue,
    settings,
    keys,
    opener,
    resident,
    downloads: createDownloads(files),
    chosen: (task) => catalogue.find(choiceFor(settings.get(), task)),
    openFor: (task, options) => opener.open(choiceFor(settings.get(), task), options),
  };
}
