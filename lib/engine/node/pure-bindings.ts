import { createBufferBinding } from "@/lib/engine/node/bindings/buffer";
import { createBuffers } from "@/lib/engine/node/bindings/make-buffer";
import { createCryptoBinding } from "@/lib/engine/node/bindings/crypto";
import { createEncodingBinding } from "@/lib/engine/node/bindings/encoding-binding";
import { createHttpParserBinding } from "@/lib/engine/node/bindings/http-parser";
import { createSerdesBinding } from "@/lib/engine/node/bindings/serdes";
import { createStringDecoderBinding } from "@/lib/engine/node/bindings/string-decoder";
import { createUrlBinding } from "@/lib/engine/node/bindings/url";
import { createZlibBinding } from "@/lib/engine/node/bindings/zlib";
import type { Binding } from "@/lib/engine/node/binding";
import { loadWasm } from "@/lib/engine/node/load-wasm";
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

function createZlib({ AsyncWrap, tasks, errors }: ProcessHost): Binding {
  return createZlibBinding({ AsyncWrap, tasks, errors, loadBrotli: () => loadWasm("brotli.wasm") });
}

function createCrypto({ AsyncWrap, tasks, errors, native, tables }: ProcessHost): Binding {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>): void => void native.crypto.getRandomValues(bytes);
  return createCryptoBinding({ AsyncWrap, tasks, errors, makeBuffer: buffers.make, fillRandom }, tables.crypto);
}

/** The bindings that compute and reach no kernel. */
export const pureCreators: Readonly<Record<string, Creator>> = {
  buffer: () => createBufferBinding(buffers),
  crypto: createCrypto,
  encoding_binding: () => createEncodingBinding(),
  http_parser: createHttpParser,
  serdes: ({ errors }) => createSerdesBinding({ makeBuffer: buffers.make, node: (...given) => errors.node(...given) }),
  string_decoder: () => createStringDecoderBinding(),
  url: () => createUrlBinding(),
  zlib: createZlib,
};
