/** What the page asks of the worker that runs ONNX models. */
export type OnnxRequest =
  | {
      readonly type: "load";
      readonly repository: string;
      readonly precision: string;
      readonly device: "wasm" | "webgpu";
      /** Where the runtime's files are served. */
      readonly runtimeUrl: string;
      /** A folder that holds `repository`; without it the models come from Hugging Face. */
      readonly baseUrl?: string;
    }
  | {
      readonly type: "generate";
      readonly messages: readonly { readonly role: string; readonly content: string }[];
      readonly maxTokens: number;
      readonly temperature: number;
    }
  /** Which files a load would want from Hugging Face. */
  | { readonly type: "list"; readonly repository: string; readonly precision: string }
  | { readonly type: "stop" };

export type OnnxReply =
  | { readonly type: "progress"; readonly file: string; readonly loaded: number; readonly total: number }
  | { readonly type: "listed"; readonly files: readonly string[] }
  | { readonly type: "loaded" }
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "ended";
      readonly reason: "stop" | "length" | "interrupted";
      readonly input: number;
      readonly output: number;
    }
  | { readonly type: "failed"; readonly message: string };
