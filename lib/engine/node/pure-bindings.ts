import { createBlobBinding } from "@/lib/engine/node/bindings/blob";
import { createBlockListBinding } from "@/lib/engine/node/bindings/block-list";
import { createBufferBinding } from "@/lib/engine/node/bindings/buffer";
import type { CryptoHost } from "@/lib/engine/node/bindings/crypto/host";
import { createBuffers } from "@/lib/engine/node/bindings/make-buffer";
import { createEncodingBinding } from "@/lib/engine/node/bindings/encoding-binding";
import { createHttpParserBinding } from "@/lib/engine/node/bindings/http-parser";
import { createIcuBinding } from "@/lib/engine/node/bindings/icu";
import { createIpcSerdesBinding } from "@/lib/engine/node/bindings/ipc-serdes";
import { createSerdesBinding, type SerdesNeeds } from "@/lib/engine/node/bindings/serdes";
import { createStringDecoderBinding } from "@/lib/engine/node/bindings/string-decoder";
import { createUrlBinding } from "@/lib/engine/node/bindings/url";
import { createUrlPatternBinding } from "@/lib/engine/node/bindings/url-pattern";
import { createZlibBinding } from "@/lib/engine/node/bindings/zlib";
import type { Binding } from "@/lib/engine/node/binding";
import { loadCrypto } from "@/lib/engine/node/crypto-slot";
import { portsOf } from "@/lib/engine/node/messaging/message-port";
import { loadWasm } from "@/lib/engine/node/load-wasm";
import { loadZstd } from "@/lib/engine/node/zstd-slot";
import type { ProcessHost } from "@/lib/engine/node/process-host";

type Creator = (host: ProcessHost) => Binding;

/** A Worker holds one process, so there is one Buffer to make. */
const buffers = createBuffers();

function createHttpParser({ AsyncWrap, native, state }: ProcessHost): Binding {
  return createHttpParserBinding({
    AsyncWrap,
    makeBuffer: buffers.make,
    maxHeaderSize: () => Number(state.commandLine.values["--max-http-header-size"] ?? 16384),
    now: () => native.performance.now(),
  });
}

function createZlib({ AsyncWrap, tasks, errors, texts }: ProcessHost): Binding {
  return createZlibBinding({
    AsyncWrap,
    tasks,
    errors,
    loadBrotli: () => loadWasm("brotli.wasm"),
    loadZstd: () => loadZstd(texts)(),
  });
}

function createCrypto(host: ProcessHost): Binding {
  const { AsyncWrap, tasks, errors, native, tables, texts } = host;
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>): void => void native.crypto.getRandomValues(bytes);
  const operationError = (cause: unknown): unknown => {
    const util = host.requireBuiltin("internal/util") as {
      lazyDOMException(message: string, options: { name: string; cause: unknown }): Error;
    };
    const message = "The operation failed for an operation-specific reason";
    return util.lazyDOMException(message, { name: "OperationError", cause });
  };
  const letKeysTravel: CryptoHost["letKeysTravel"] = (dataOf, make) => {
    portsOf(host).cloner.keys = { dataOf, make };
  };
  const needs = { AsyncWrap, tasks, errors, makeBuffer: buffers.make, fillRandom, operationError, letKeysTravel };
  return loadCrypto(texts)(needs, tables.crypto);
}

const serdesNeeds = ({ errors }: ProcessHost): SerdesNeeds => ({
  makeBuffer: buffers.make,
  node: (...given) => errors.node(...given),
});

/** `fs.openAsBlob` answers nothing for a file that isn't there, whatever the reason. */
function createBlob(host: ProcessHost): Binding {
  return createBlobBinding({
    readFile(path) {
      const fs = host.requireBuiltin("fs") as {
        existsSync(path: string): boolean;
        readFileSync(path: string): Uint8Array;
      };
      return fs.existsSync(path) ? fs.readFileSync(path) : undefined;
    },
  });
}

/** The bindings that compute and reach no kernel. */
export const pureCreators: Readonly<Record<string, Creator>> = {
  blob: createBlob,
  block_list: () => createBlockListBinding(),
  buffer: () => createBufferBinding(buffers),
  crypto: createCrypto,
  encoding_binding: () => createEncodingBinding(),
  http_parser: createHttpParser,
  icu: () => createIcuBinding(buffers.make),
  ipc_serdes: (host) => createIpcSerdesBinding(serdesNeeds(host)),
  serdes: (host) => createSerdesBinding(serdesNeeds(host)),
  string_decoder: () => createStringDecoderBinding(),
  url: () => createUrlBinding(),
  url_pattern: createUrlPatternBinding,
  zlib: createZlib,
};
