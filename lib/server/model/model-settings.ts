/** A provider whose key this server holds. */
export interface ModelProvider {
  readonly name: string;
  readonly base: URL;
  readonly dialect: Dialect;
  readonly key: string;
}

export type Dialect = "openai" | "anthropic" | "gemini";

type Environment = Readonly<Record<string, string | undefined>>;

const known: Readonly<Record<string, { readonly base: string; readonly dialect: Dialect; readonly key: string }>> = {
  openai: { base: "https://api.openai.com", dialect: "openai", key: "OPENAI_API_KEY" },
  anthropic: { base: "https://api.anthropic.com", dialect: "anthropic", key: "ANTHROPIC_API_KEY" },
  gemini: { base: "https://generativelanguage.googleapis.com", dialect: "gemini", key: "GEMINI_API_KEY" },
};

/**
 * `TABSMITH_MODELS` names the providers that are handed on, such as `anthropic openai`, and others that speak OpenAI's dialect
 * with their address: `school=https://models.example.org`, whose key is in `TABSMITH_MODEL_SCHOOL_KEY`. A key that merely
 * lies in the environment is given to nobody.
 */
export function readModelProviders(environment: Environment): ReadonlyMap<string, ModelProvider> {
  const entries = (environment.TABSMITH_MODELS ?? "").split(/[\s,]+/u).filter((entry) => entry !== "");
  return new Map(entries.map((entry) => readProvider(entry, environment)).map((one) => [one.name, one]));
}

function readProvider(entry: string, environment: Environment): ModelProvider {
  const [name = "", address] = entry.split(/=(.*)/su);
  if (!/^[a-z][a-z0-9-]{0,30}$/u.test(name))
    throw new RangeError(`TABSMITH_MODELS names "${name}": use small letters, digits and hyphens.`);
  const usual = Object.hasOwn(known, name) ? known[name] : undefined;
  const base = baseOf(name, address ?? usual?.base);
  const variable = usual?.key ?? `TABSMITH_MODEL_${name.toUpperCase().replaceAll("-", "_")}_KEY`;
  const key = environment[variable]?.trim();
  if (!key) throw new RangeError(`TABSMITH_MODELS names ${name}, but ${variable} isn't set.`);
  return { name, base, dialect: usual?.dialect ?? "openai", key };
}

function baseOf(name: string, address: string | undefined): URL {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/u.test(url.protocol)) return url;
  throw new RangeError(`TABSMITH_MODELS names ${name} without its address: write ${name}=https://….`);
}
