import { Cloner } from "@/lib/engine/node/messaging/clone";
import { PortCore } from "@/lib/engine/node/messaging/port-core";
import type { RouteEnd } from "@/lib/engine/node/messaging/wire";
import type { ProcessHost } from "@/lib/engine/node/process-host";

type TransferArgument = readonly object[] | { readonly transfer?: readonly object[] } | null | undefined;

function listOf(argument: unknown, host: ProcessHost): readonly object[] {
  if (argument === undefined || argument === null) return [];
  if (typeof argument !== "object") {
    throw host.errors.node("ERR_INVALID_ARG_TYPE", "Optional transferList argument must be an iterable", TypeError);
  }
  if (Symbol.iterator in argument) return [...(argument as Iterable<object>)];
  const { transfer } = argument as Exclude<TransferArgument, readonly object[] | null | undefined>;
  if (transfer === undefined) return [];
  if (typeof transfer !== "object" || transfer === null || !(Symbol.iterator in transfer)) {
    throw host.errors.node("ERR_INVALID_ARG_TYPE", "Optional options.transfer argument must be an iterable", TypeError);
  }
  return [...transfer];
}

/** Makes the classes that programs know, over cores. */
export class Ports {
  readonly MessagePort: new () => object;
  readonly MessageChannel: new () => { readonly port1: object; readonly port2: object };
  readonly cloner: Cloner;
  readonly #host: ProcessHost;
  readonly #cores = new WeakMap<object, PortCore>();

  constructor(host: ProcessHost) {
    this.#host = host;
    this.cloner = new Cloner(host, {
      isPort: (value) => this.#cores.has(value as object),
      isDetached: (port) => this.coreOf(port).isClosed,
      leave: (port) => this.coreOf(port).leave(),
      arrive: (end) => this.fromRemote(end),
    });
    this.MessagePort = this.#createPortClass();
    this.MessageChannel = this.#createChannelClass();
  }

  /** Undefined for anything that isn't a port. */
  find(port: unknown): PortCore | undefined {
    return typeof port === "object" && port !== null ? this.#cores.get(port) : undefined;
  }

  coreOf(port: unknown): PortCore {
    const core = this.find(port);
    if (!core) throw new TypeError("Illegal invocation");
    return core;
  }

  create(): PortCore {
    const owner = Object.create(this.MessagePort.prototype as object) as object;
    const { perContext, symbols } = this.#host;
    const core = new PortCore(owner, this.cloner, (data, type) => {
      Reflect.apply(perContext.emitMessage, owner, [data, [], type]);
    });
    const onClose = symbols["handle_onclose"] as symbol;
    // The library puts what happens at the end on the prototype of the class; handles look for it on themselves.
    Object.defineProperty(core, onClose, {
      configurable: true,
      get: () => (): void => {
        const callback: unknown = Reflect.get(owner, onClose);
        if (typeof callback === "function") Reflect.apply(callback, owner, []);
      },
      set() {},
    });
    this.#cores.set(owner, core);
    const init: unknown = Reflect.get(owner, symbols["oninit"] as symbol);
    if (typeof init === "function") Reflect.apply(init, owner, []);
    return core;
  }

  fromRemote(end: RouteEnd): object {
    const core = this.create();
    core.bindRemote(end);
    return core.owner;
  }

  #createPortClass(): new () => object {
    const { errors } = this.#host;
    const coreOf = (port: unknown): PortCore => this.coreOf(port);
    const listFrom = (argument: unknown): readonly object[] => listOf(argument, this.#host);
    const find = (port: unknown): PortCore | undefined => this.find(port);
    // A function, since it also answers when it is called without `new`.
    function MessagePort(): never {
      throw errors.node("ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called", TypeError);
    }
    class Methods {
      postMessage(...args: unknown[]): boolean | undefined {
        if (args.length === 0) {
          throw errors.node("ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage", TypeError);
        }
        const core = find(this);
        if (!core) return undefined;
        core.post(args[0], listFrom(args[1]));
        return true;
      }

      start(): void {
        const core = coreOf(this);
        if (!core.isClosed) core.start();
      }

      close(callback?: () => void): void {
        coreOf(this).closeBySelf(callback);
      }

      drain(): void {
        coreOf(this).drain();
      }

      ref(): void {
        find(this)?.ref();
      }

      unref(): void {
        find(this)?.unref();
      }

      hasRef(): boolean | undefined {
        const core = coreOf(this);
        return core.isClosed ? undefined : core.hasRef();
      }
    }
    const { constructor: _own, ...methods } = Object.getOwnPropertyDescriptors(Methods.prototype);
    Object.defineProperties(MessagePort.prototype as object, methods);
    return MessagePort as unknown as new () => object;
  }

  #createChannelClass(): Ports["MessageChannel"] {
    const { errors } = this.#host;
    const create = (): PortCore => this.create();
    function MessageChannel(this: { port1: object; port2: object }): void {
      if (!new.target) {
        throw errors.node(
          "ERR_CONSTRUCT_CALL_REQUIRED",
          "Class constructor MessageChannel cannot be invoked without `new`",
          TypeError,
        );
      }
      const [first, second] = [create(), create()];
      first.bindLocal(second);
      second.bindLocal(first);
      this.port1 = first.owner;
      this.port2 = second.owner;
    }
    return MessageChannel as unknown as Ports["MessageChannel"];
  }
}

const known = new WeakMap<ProcessHost, Ports>();

/** The ports of this thread. */
export function portsOf(host: ProcessHost): Ports {
  const ports = known.get(host) ?? new Ports(host);
  known.set(host, ports);
  return ports;
}

/** `DOMException` of Node's own, not enumerable, as in C++. */
export function exposeDOMException(host: ProcessHost, target: object): void {
  const value = host.perContext.DOMException;
  Object.defineProperty(target, "DOMException", { value, writable: true, configurable: true, enumerable: false });
}
