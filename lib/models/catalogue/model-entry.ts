/** Who answers, and how to reach it. */
export type ModelSource =
  /** A script of ours; without `script` it is one that comes with the app. */
  | { readonly type: "tour"; readonly tour: string; readonly script?: string }
  | { readonly type: "cloud"; readonly provider: CloudProviderId; readonly model: string; readonly baseUrl?: string }
  /** An OpenAI-compatible server of the user's or the school's. */
  | { readonly type: "server"; readonly baseUrl: string; readonly model: string }
  | {
      readonly type: "web-llm";
      readonly model: string;
      /** Runs where the GPU has no 16-bit floats. */
      readonly withoutF16?: string;
      /** For a model that the runtime's own list doesn't have. */
      readonly record?: WebLlmRecord;
    }
  | { readonly type: "gguf"; readonly url: string; readonly visionUrl?: string; readonly sha256?: string }
  | {
      readonly type: "onnx";
      readonly repository: string;
      readonly precision: "fp32" | "fp16" | "q8" | "q4" | "q4f16";
      readonly baseUrl?: string;
    };

export interface WebLlmRecord {
  readonly weightsUrl: string;
  readonly libraryUrl: string;
  readonly integrity?: { readonly config?: string; readonly library?: string };
}

export type CloudProviderId = "anthropic" | "openai" | "google" | "mistral" | "groq" | "openrouter" | "compatible";

/** US dollars for a million tokens, as the provider listed them on a day. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
  readonly asOf: string;
}

/** A model that can be chosen. All of it is data: any entry can be changed or added by the user. */
export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly source: ModelSource;
  /** Tokens of prompt and answer together. */
  readonly context: number;
  /** Bytes to download, for a model that runs in the tab. */
  readonly download?: number;
  /** Bytes of memory, of the GPU's for WebGPU. */
  readonly memory?: number;
  readonly licence?: string;
  readonly vision: boolean;
  /** `native`: through the provider or the model's own template. `text`: written in the answer and read by us. */
  readonly calls: "native" | "text";
  readonly price?: ModelPrice;
  /** Whether the identifier was seen in a list of the provider or the runtime. */
  readonly verified: boolean;
  readonly note?: string;
}

export type Runs = "here" | "own-server" | "cloud";

/** Where the work is done: what the entry needs follows from it. */
export function runsWhere({ source }: ModelEntry): Runs {
  if (source.type === "cloud") return "cloud";
  return source.type === "server" ? "own-server" : "here";
}
