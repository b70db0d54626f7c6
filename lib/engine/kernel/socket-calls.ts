import { S_IFMT, S_IFSOCK, socketFamily } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { answer, done, numbers, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { errnoOf, fail } from "./kernel-error";
import { Listener } from "./listener";
import { connectTo } from "./network";
import { find, walk } from "./path-walk";
import { demand, demandEntry, permission } from "./permissions";
import { StreamEnd, unnamed, type SocketName } from "./stream-end";
import { UnboundSocket } from "./unbound-socket";

const families = new Set<number>(Object.values(socketFamily));
const onlyIpv6 = 1;
/** Names that no file has: they begin with NUL. */
const abstract = new Map<string, Listener>();

function socket(call: Call): Answer {
  const family = call.number(0);
  if (!families.has(family)) fail("EAFNOSUPPORT");
  return numbers(call.process.files.add(new UnboundSocket(family)));
}

function unboundOf(call: Call): UnboundSocket {
  const file = call.process.files.get(call.number(0, -1));
  if (file instanceof UnboundSocket) return file;
  if (file instanceof StreamEnd) return fail("EISCONN");
  return fail(file instanceof Listener ? "EINVAL" : "ENOTSOCK");
}

function bind(call: Call): Answer {
  const file = unboundOf(call);
  if (file.bound !== undefined) fail("EINVAL");
  const address = call.text(0);
  file.bindFlags = call.number(2);
  file.bound =
    file.family === socketFamily.unix
      ? bindPath(call, address)
      : call.system.network.bind(file.family, address, call.number(1));
  return numbers(file.bound.port);
}

function bindPath(call: Call, path: string): SocketName {
  const name = { family: socketFamily.unix, address: path, port: 0 };
  if (path.length > 107) fail("EINVAL");
  if (path.startsWith("\0")) return abstract.has(path) ? fail("EADDRINUSE") : name;
  const found = walk(call.process, path, "never");
  if (found.node !== undefined || found.slash) fail("EADDRINUSE");
  demandEntry(found.directory, call.process);
  const mode = S_IFSOCK | (0o777 & ~call.process.umask);
  call.system.files.create(found.directory, found.name, mode, call.process.owner);
  return name;
}

function listen(call: Call): Answer {
  const file = call.process.files.get(call.number(0, -1));
  const backlog = call.number(1, 511);
  if (file instanceof Listener) {
    file.backlogSize = backlog;
    return numbers(file.local.port);
  }
  const unbound = unboundOf(call);
  const listener = makeListener(call, unbound, backlog);
  replace(call, listener);
  return numbers(listener.local.port);
}

function makeListener(call: Call, file: UnboundSocket, backlog: number): Listener {
  const { network } = call.system;
  if (file.family === socketFamily.unix) return listenAt(call, file.bound ?? fail("EINVAL"), backlog);
  const name = file.bound ?? network.bind(file.family, "", 0);
  return network.listen(name, backlog, (file.bindFlags & onlyIpv6) !== 0, call.process.pid);
}

function listenAt(call: Call, name: SocketName, backlog: number): Listener {
  if (name.address.startsWith("\0")) {
    const listener = new Listener(name, backlog, () => abstract.delete(name.address));
    abstract.set(name.address, listener);
    return listener;
  }
  const node = find(call.process, name.address);
  const listener = new Listener(name, backlog, () => {
    if (node.listener === listener) node.listener = undefined;
  });
  node.listener = listener;
  return listener;
}

/** The number stays, what it names becomes something else. */
function replace(call: Call, file: StreamEnd | Listener): void {
  call.process.files.set(call.number(0), file);
}

function connect(call: Call): Answer {
  const file = unboundOf(call);
  const address = call.text(0);
  const end =
    file.family === socketFamily.unix
      ? connectPath(call, file, address)
      : call.system.network.connect(file.family, address, call.number(1), file.bound);
  replace(call, end);
  return done;
}

function connectPath(call: Call, file: UnboundSocket, path: string): StreamEnd {
  const listener = path.startsWith("\0") ? abstract.get(path) : listenerAt(call, path);
  if (!(listener instanceof Listener)) return fail("ECONNREFUSED");
  return connectTo(listener, file.bound ?? unnamed, { family: socketFamily.unix, address: path, port: 0 });
}

function listenerAt(call: Call, path: string): object | undefined {
  const node = find(call.process, path);
  demand(node, call.process, permission.write);
  return (node.mode & S_IFMT) === S_IFSOCK ? node.listener : fail("ECONNREFUSED");
}

function accept(call: Call): undefined {
  const file = call.process.files.get(call.number(0, -1));
  if (!(file instanceof Listener)) return fail("EINVAL");
  file.accept(call, (end) => {
    try {
      const { family, port, address } = end.remote;
      const fd = call.process.files.add(end);
      call.finish(0, [fd, family, port], [new TextEncoder().encode(address)]);
    } catch (error) {
      // No number left: the connection is refused by closing it, and the caller learns why.
      call.finish(errnoOf(error) ?? -errno.EIO);
    } finally {
      end.release();
    }
  });
  return undefined;
}

function nameOf(call: Call): SocketName {
  const file = call.process.files.get(call.number(0, -1));
  const peer = call.number(1) !== 0;
  if (file instanceof StreamEnd) return peer ? file.remote : file.local;
  if (peer) return fail("ENOTCONN");
  if (file instanceof Listener) return file.local;
  if (file instanceof UnboundSocket) return file.bound ?? { family: file.family, address: "", port: 0 };
  return fail("ENOTSOCK");
}

function sockname(call: Call): Answer {
  const { family, port, address } = nameOf(call);
  return answer([family, port], [new TextEncoder().encode(address)]);
}

function resetSocket(call: Call): Answer {
  const file = call.process.files.get(call.number(0, -1));
  if (file instanceof StreamEnd) file.reset();
  call.process.files.close(call.number(0, -1));
  return done;
}

export const socketCalls = { socket, bind, listen, connect, accept, sockname, resetSocket } satisfies Record<
  string,
  Handler
>;
