import { compiledAt, forgetModule, forgetOldModules, isModuleKept, keepModule } from "../../preview/keep-compiled";

/** The browser shares what it has compiled among all Workers of this page for as long as someone holds it. */
export interface CompiledShelf {
  /** Holds the module of this name; false where its bytes are needed for that. */
  readonly find: (key: string) => Promise<boolean>;
  /** Holds this module from now on, and keeps it for the next time. */
  readonly add: (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
}

/** What a browser gives for holding modules; another in tests. */
export interface ModuleKeeper {
  readonly isKept: (key: string) => Promise<boolean>;
  readonly keep: (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly forget: (key: string) => Promise<unknown>;
  readonly forgetOld: () => Promise<void>;
  /** Of a kept one, with what the browser has compiled of it before. */
  readonly compileKept: (key: string) => Promise<WebAssembly.Module>;
}

/** A service worker that takes longer to come isn't waited for. */
const patience = 2000;

/** Requests of this page come to the service worker once `served` resolves. */
export function createKeeper(served: Promise<unknown>): ModuleKeeper {
  const late = new Promise((_, reject) => {
    setTimeout(reject, patience, new Error("The service worker isn't there yet."));
  });
  late.catch(() => undefined);
  const ready = () => Promise.race([served, late]);
  return {
    isKept: async (key) => {
      await ready();
      return isModuleKept(key);
    },
    keep: async (key, bytes) => {
      await ready();
      await keepModule(key, bytes);
    },
    forget: forgetModule,
    forgetOld: forgetOldModules,
    compileKept: (key) => WebAssembly.compileStreaming(fetch(compiledAt(key))),
  };
}

/** Programs of one project need no more at a time; each holds some ten megabytes. */
const mostHeld = 4;

export function createCompiledShelf(keeper: ModuleKeeper): CompiledShelf {
  const held = new Map<string, Promise<WebAssembly.Module>>();
  const hold = (key: string, compiling: Promise<WebAssembly.Module>): Promise<WebAssembly.Module> => {
    held.delete(key);
    held.set(key, compiling);
    const [oldest] = held.keys();
    if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
    compiling.catch(() => held.delete(key));
    return compiling;
  };
  const works = (compiling: Promise<WebAssembly.Module>): Promise<boolean> =>
    compiling.then(
      () => true,
      () => false,
    );
  const compileNew = async (key: string, bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> => {
    try {
      await keeper.keep(key, bytes);
      const compiled = await keeper.compileKept(key);
      await keeper.forgetOld();
      return compiled;
    } catch {
      // It's no module, or nothing can be kept: then it's at least compiled only once for this page.
      await keeper.forget(key).catch(() => undefined);
      return WebAssembly.compile(bytes);
    }
  };
  return {
    find: async (key) => {
      const known = held.get(key);
      if (known !== undefined) return works(hold(key, known));
      if (!(await keeper.isKept(key).catch(() => false))) return false;
      return works(held.get(key) ?? hold(key, keeper.compileKept(key)));
    },
    add: async (key, bytes) => {
      await works(held.get(key) ?? hold(key, compileNew(key, bytes)));
    },
  };
}
