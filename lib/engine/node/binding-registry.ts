import { isNamespace } from "@/lib/engine/modules/namespace";
import type { Binding } from "@/lib/engine/node/binding-host";
import { createAsyncContextFrameBinding } from "@/lib/engine/node/bindings/async-context-frame";
import { createAsyncWrapBinding } from "@/lib/engine/node/bindings/async-wrap";
import { createBuiltinsBinding } from "@/lib/engine/node/bindings/builtins";
import { createCjsLexerBinding } from "@/lib/engine/node/bindings/cjs-lexer";
import { createCaresWrapBinding } from "@/lib/engine/node/bindings/cares-wrap";
import { createFsDirBinding } from "@/lib/engine/node/bindings/fs-dir";
import { createFsEventWrapBinding } from "@/lib/engine/node/bindings/fs-event-wrap";
import { createProcessWrapBinding } from "@/lib/engine/node/bindings/process-wrap";
import { createSignalWrapBinding } from "@/lib/engine/node/bindings/signal-wrap";
import { createSpawnSyncBinding } from "@/lib/engine/node/bindings/spawn-sync";
import { createHeapUtilsBinding, createSqliteBinding, createUdpBinding } from "@/lib/engine/node/bindings/absent";
import { createConstantsBinding } from "@/lib/engine/node/bindings/constants";
import { createConfigBinding } from "@/lib/engine/node/bindings/config";
import { createContextifyBinding } from "@/lib/engine/node/bindings/contextify";
import { createCredentialsBinding } from "@/lib/engine/node/bindings/credentials";
import { createErrorsBinding } from "@/lib/engine/node/bindings/errors";
import { createFsBinding } from "@/lib/engine/node/bindings/fs";
import { createMessagingBinding } from "@/lib/engine/node/bindings/messaging";
import { createModuleWrapBinding } from "@/lib/engine/node/bindings/module-wrap";
import { createModulesBinding } from "@/lib/engine/node/bindings/modules";
import { createOptionsBinding } from "@/lib/engine/node/bindings/options";
import { createOsBinding } from "@/lib/engine/node/bindings/os";
import { createPerformanceBinding } from "@/lib/engine/node/bindings/performance";
import { createPermissionBinding } from "@/lib/engine/node/bindings/permission";
import { createPipeWrapBinding } from "@/lib/engine/node/bindings/pipe-wrap";
import { createProcessMethodsBinding } from "@/lib/engine/node/bindings/process-methods";
import { createReportBinding } from "@/lib/engine/node/bindings/report";
import { createStreamWrapBinding } from "@/lib/engine/node/bindings/stream-wrap";
import { createTaskQueueBinding } from "@/lib/engine/node/bindings/task-queue";
import { createTcpWrapBinding } from "@/lib/engine/node/bindings/tcp-wrap";
import { createTlsWrapBinding } from "@/lib/engine/node/bindings/tls-wrap";
import { createTimersBinding } from "@/lib/engine/node/bindings/timers";
import { createTraceEventsBinding } from "@/lib/engine/node/bindings/trace-events";
import { createTtyWrapBinding } from "@/lib/engine/node/bindings/tty-wrap";
import { createTypePredicates, createTypesBinding, type TypePredicates } from "@/lib/engine/node/bindings/types";
import { createUtilBinding } from "@/lib/engine/node/bindings/util";
import { createV8Binding } from "@/lib/engine/node/bindings/v8";
import { createWasiBinding } from "@/lib/engine/node/bindings/wasi";
import { createWorkerBinding } from "@/lib/engine/node/bindings/worker";
import { pureCreators } from "@/lib/engine/node/pure-bindings";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { handleKind } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

type Creator = (host: ProcessHost) => Binding;

const predicates = new WeakMap<ProcessHost, TypePredicates>();

function typesOf(host: ProcessHost): TypePredicates {
  const known = predicates.get(host) ?? createTypePredicates({ proxies: host.proxies, isModuleNamespace: isNamespace });
  predicates.set(host, known);
  return known;
}

function createUtil(host: ProcessHost): Binding {
  return {
    ...createUtilBinding({
      requireBuiltin: (id) => host.requireBuiltin(id),
      types: typesOf(host),
      proxies: host.proxies,
      guessHandleType(fd) {
        if (fd < 0) return handleKind.invalid;
        return host.syscalls.call(op.kind, [fd]) < 0
          ? handleKind.invalid
          : (host.syscalls.numbers[0] ?? handleKind.unknown);
      },
    }),
    privateSymbols: host.privateSymbols,
  };
}

/** Who makes which binding. A name that isn't here has only the shape of Node's own: its functions do nothing. */
const creators: Readonly<Record<string, Creator>> = {
  ...pureCreators,
  async_context_frame: createAsyncContextFrameBinding,
  async_wrap: createAsyncWrapBinding,
  builtins: createBuiltinsBinding,
  constants: createConstantsBinding,
  cjs_lexer: () => createCjsLexerBinding(),
  config: createConfigBinding,
  contextify: createContextifyBinding,
  credentials: createCredentialsBinding,
  errors: createErrorsBinding,
  cares_wrap: createCaresWrapBinding,
  fs: createFsBinding,
  fs_dir: createFsDirBinding,
  fs_event_wrap: () => createFsEventWrapBinding(),
  heap_utils: createHeapUtilsBinding,
  process_wrap: createProcessWrapBinding,
  signal_wrap: () => createSignalWrapBinding(),
  spawn_sync: createSpawnSyncBinding,
  internal_only_v8: () => ({ queryObjects: () => [] }),
  messaging: createMessagingBinding,
  module_wrap: createModuleWrapBinding,
  modules: createModulesBinding,
  options: createOptionsBinding,
  os: createOsBinding,
  performance: createPerformanceBinding,
  permission: createPermissionBinding,
  pipe_wrap: createPipeWrapBinding,
  process_methods: createProcessMethodsBinding,
  stream_wrap: createStreamWrapBinding,
  report: createReportBinding,
  sea: () => ({ isSea: () => false }),
  sqlite: createSqliteBinding,
  symbols: (host) => ({ ...host.symbols }),
  task_queue: createTaskQueueBinding,
  tcp_wrap: createTcpWrapBinding,
  timers: createTimersBinding,
  tls_wrap: createTlsWrapBinding,
  trace_events: createTraceEventsBinding,
  tty_wrap: createTtyWrapBinding,
  types: (host) => createTypesBinding(typesOf(host)),
  udp_wrap: createUdpBinding,
  util: createUtil,
  uv: ({ errors, tables }) => ({
    errname: (errno: number) => errors.name(errno),
    getErrorMap: () => new Map(tables.errors.map(([errno, entry]) => [errno, [...entry]])),
    getErrorMessage: (errno: number) => errors.message(errno),
  }),
  v8: createV8Binding,
  wasi: createWasiBinding,
  worker: createWorkerBinding,
};

/** Makes the bindings of one process, each when it is first asked for. */
export function createBindings(host: ProcessHost): (name: string) => Binding {
  const made = new Map<string, Binding>();
  return (name) => {
    const known = made.get(name);
    if (known) return known;
    const create = creators[name];
    if (!create && !host.tables.bindings[name]) {
      throw host.errors.node("ERR_INVALID_MODULE", `No such binding: ${name}`);
    }
    const binding = host.shape(name);
    made.set(name, binding);
    if (create) Object.defineProperties(binding, Object.getOwnPropertyDescriptors(create(host)));
    return binding;
  };
}
