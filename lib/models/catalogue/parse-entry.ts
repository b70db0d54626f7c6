import { Failure } from "@/lib/base";
import * as z from "zod/mini";
import type { ModelEntry } from "./model-entry";

const httpUrl = z
  .string()
  .check(z.refine((text) => /^(https?:\/\/|\/(?!\/))/.test(text), "must be an http(s) address"));
const positive = z.number().check(z.positive());

const source = z.discriminatedUnion("type", [
  z.object({ type: z.literal("tour"), tour: z.string(), script: z.optional(z.string()) }),
  z.object({
    type: z.literal("cloud"),
    provider: z.enum(["anthropic", "openai", "google", "mistral", "groq", "openrouter", "compatible"]),
    model: z.string(),
    baseUrl: z.optional(httpUrl),
  }),
  z.object({ type: z.literal("server"), baseUrl: httpUrl, model: z.string() }),
  z.object({
    type: z.literal("web-llm"),
    model: z.string(),
    withoutF16: z.optional(z.string()),
    record: z.optional(
      z.object({
        weightsUrl: httpUrl,
        libraryUrl: httpUrl,
        integrity: z.optional(z.object({ config: z.optional(z.string()), library: z.optional(z.string()) })),
      }),
    ),
  }),
  z.object({
    type: z.literal("gguf"),
    url: httpUrl,
    visionUrl: z.optional(httpUrl),
    sha256: z.optional(z.string().check(z.regex(/^[\da-f]{64}$/))),
  }),
  z.object({
    type: z.literal("onnx"),
    repository: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/)),
    precision: z.enum(["fp32", "fp16", "q8", "q4", "q4f16"]),
    baseUrl: z.optional(httpUrl),
  }),
]);

const entry = z.object({
  id: z.string().check(z.regex(/^[\w.:/@-]{1,120}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  family: z.string(),
  source,
  context: z.int().check(z.gte(512)),
  download: z.optional(positive),
  memory: z.optional(positive),
  licence: z.optional(z.string()),
  vision: z.boolean(),
  calls: z.enum(["native", "text"]),
  price: z.optional(
    z.object({ input: z.number(), output: z.number(), cachedInput: z.optional(z.number()), asOf: z.string() }),
  ),
  verified: z.boolean(),
  note: z.optional(z.string()),
});

/** Reads an entry that came from a file, a link or an old version. Throws a Failure that names the field. */
export function parseEntry(raw: unknown): ModelEntry {
  const parsed = entry.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Failure(
    "EINVAL",
    `This is no entry of a model: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim(),
  );
}

/** The entries of an exported catalogue: one entry, a list, or `{"models": […]}`. */
export function parseEntries(json: string): ModelEntry[] {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw new Failure("EINVAL", "This is not JSON. A catalogue is a list of entries, as the export writes it.");
  }
  const listed = typeof raw === "object" && raw !== null && "models" in raw ? raw.models : raw;
  return (Array.isArray(listed) ? listed : [listed]).map(parseEntry);
}
