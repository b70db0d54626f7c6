import type { RuntimeFile } from "./runtime-file";

/** The runtime's cache, and where it fetches models from. */
export const onnxCache = "transformers-cache";
export const onnxFolder = (repository: string): string => `https://huggingface.co/${repository}/resolve/main/`;

/** Files of an ONNX model from their names; the model itself comes last, so that it is there only when all of it is. */
export function onnxFiles(repository: string, names: readonly string[]): readonly RuntimeFile[] {
  const isLarge = (name: string) => /\.onnx(?:_data|$)/u.test(name);
  const order = (name: string) => (name.endsWith(".onnx") ? 2 : isLarge(name) ? 1 : 0);
  return [...new Set(names)]
    .toSorted((left, right) => order(left) - order(right))
    .map((name) => ({
      url: onnxFolder(repository) + name,
      cache: onnxCache,
      ...(isLarge(name) && { inParts: true as const }),
      ...(name === "generation_config.json" && { optional: true as const }),
    }));
}
