/** What the engine remembers of a proxy, since a page's own code can't look inside one. */
export interface ProxyDetails {
  readonly target: object;
  readonly handler: object;
  readonly isRevoked: boolean;
}

export interface ProxyRegistry {
  detailsOf: (value: unknown) => ProxyDetails | undefined;
}

interface Entry {
  target: object;
  handler: object;
  isRevoked: boolean;
}

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/**
 * Puts a `Proxy` in `scope` that keeps a note of each proxy made, so that `util.inspect` and `util.types.isProxy`
 * answer as natively. Call it before Node's library takes its primordials. Proxies of the engine's own
 * (made with the platform's constructor) stay unknown on purpose.
 */
export function trackProxies(scope: { Proxy: ProxyConstructor }): ProxyRegistry {
  const Native = scope.Proxy;
  const entries = new WeakMap<object, Entry>();

  function note(proxy: object, target: object, handler: object): Entry {
    const entry = { target, handler, isRevoked: false };
    entries.set(proxy, entry);
    return entry;
  }

  const construct = (target: object, handler: object): object => {
    const proxy = new Native(target, handler);
    note(proxy, target, handler);
    return proxy;
  };

  const Tracked = new Native(Native, {
    construct: (_target, args: [object, object]) => construct(...args),
    get: (target, key, receiver): unknown => (key === "revocable" ? revocable : Reflect.get(target, key, receiver)),
  });

  const revocable = (target: object, handler: object): { proxy: object; revoke: () => void } => {
    const made = Native.revocable(target, handler);
    const entry = note(made.proxy, target, handler);
    const revoke = (): void => {
      entry.isRevoked = true;
      made.revoke();
    };
    return { proxy: made.proxy, revoke };
  };

  scope.Proxy = Tracked;
  return { detailsOf: (value) => (isObject(value) ? entries.get(value) : undefined) };
}

export const noProxies: ProxyRegistry = { detailsOf: () => undefined };
