import { prebuiltAppConfig, type AppConfig, type ModelRecord } from "@mlc-ai/web-llm";
import type { ModelEntry } from "../catalogue/model-entry";
import { withRecord } from "../engines/web-llm-engine";
import { given } from "../given";

type Source = Extract<ModelEntry["source"], { type: "web-llm" }>;

/** The versions of a model, each with the list that knows it: an own record stands in no other. */
export function recordsOf(
  { context }: ModelEntry,
  { model, withoutF16, record }: Source,
): readonly (readonly [string, AppConfig])[] {
  return [model, withoutF16].flatMap((id) =>
    id === undefined ? [] : [[id, withRecord(prebuiltAppConfig, { model: id, context, ...given("record", record) })]],
  );
}

/** The version that this GPU runs; undefined where no list knows it. */
export function recordOf(entry: ModelEntry, source: Source, hasF16: boolean): ModelRecord | undefined {
  const wanted = hasF16 ? source.model : (source.withoutF16 ?? source.model);
  const [, config] = recordsOf(entry, source).find(([id]) => id === wanted) ?? [];
  return config?.model_list.find(({ model_id: id }) => id === wanted);
}
