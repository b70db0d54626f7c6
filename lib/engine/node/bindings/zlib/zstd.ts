import type { CompressionContext } from "./context";
import { ZstdDecoder } from "./zstd-decoder";
import { ZstdEncoder } from "./zstd-encoder";
import { checkDecompression, compressionParameters } from "./zstd-parameters";

/** Both directions of Zstandard. The parameters are as the library passes them: a word for each number of a parameter. */
export const createZstd = () => ({
  compressor: (parameters: Uint32Array, pledged: number | undefined): CompressionContext =>
    new ZstdEncoder(compressionParameters(parameters), pledged),
  decompressor(parameters: Uint32Array): CompressionContext {
    checkDecompression(parameters);
    return new ZstdDecoder();
  },
});
