"use client";

import { use, useId } from "react";
import {
  choiceFor,
  judge,
  modelTasks,
  recommend,
  type Machine,
  type ModelEntry,
  type ModelTask,
  type ModelDesk,
  type ModelStrings,
  type Situation,
} from "@/lib/studio";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { formatBytes } from "./format";
import { LoadMeter } from "./load-meter";
import { SpeedTest } from "./speed-test";
import { useModelStrings } from "./use-model-strings";

interface InUseProps {
  readonly models: ModelDesk;
  readonly machine: Promise<Machine>;
}

/** Which model does what, what is recommended and why, and what this computer offers. */
export function InUse({ models, machine }: InUseProps) {
  const words = useModelStrings();
  const found = use(machine);
  const entries = useStore(models.catalogue.entries);
  const settings = useStore(models.settings);
  const { names } = useStore(models.keys.status);
  const advice = recommend(entries, { machine: found, keys: names, servers: serversOf(entries, models) });
  return (
    <div className="flex flex-col gap-5">
      <section className="rounded-panel border border-line bg-ground p-3">
        <h3 className="text-small font-medium text-ink-muted">{words.recommended}</h3>
        <p className="mt-1 text-pretty">{advice.reason}</p>
        {choiceFor(settings, "main") !== advice.id && (
          <Button
            className="mt-2"
            onClick={() => {
              choose(models, "main", advice.id);
            }}
          >
            {words.useIt}
          </Button>
        )}
      </section>
      <section className="grid gap-3 sm:grid-cols-2">
        {modelTasks.map((task) => (
          <TaskChoice key={task} task={task} models={models} machine={found} />
        ))}
      </section>
      <LoadMeter models={models} />
      <SpeedTest models={models} />
      <section>
        <h3 className="text-small font-medium text-ink-muted">{words.machine}</h3>
        <p className="mt-1 text-ink-muted">{describeMachine(found, words)}</p>
      </section>
    </div>
  );
}

function TaskChoice({
  task,
  models,
  machine,
}: {
  readonly task: ModelTask;
  readonly models: ModelDesk;
  readonly machine: Machine;
}) {
  const words = useModelStrings();
  const entries = useStore(models.catalogue.entries);
  const { choices } = useStore(models.settings);
  const id = useId();
  const stored = useStore(models.downloads.stored);
  const isHere = (entry: ModelEntry) => stored.some((model) => model.id === entry.id && model.complete);
  const main = entries.find((entry) => entry.id === choices.main);
  const isBlind = task === "vision" && main?.vision === false;
  const offered = entries.filter((entry) => task !== "vision" || entry.vision);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-medium text-ink-muted">
        {words.tasks[task].label}
      </label>
      <select
        id={id}
        className={fieldClass}
        aria-describedby={`${id}-hint`}
        value={choices[task] ?? ""}
        onChange={(event) => {
          choose(models, task, event.target.value);
        }}
      >
        {task !== "main" && <option value="">{isBlind ? words.nobody : words.sameAsMain}</option>}
        {offered.map((entry) => (
          <option key={entry.id} value={entry.id} disabled={judge(entry, machine, isHere(entry)).type === "unfit"}>
            {entry.name}
          </option>
        ))}
      </select>
      <span id={`${id}-hint`} className="text-small text-ink-faint">
        {words.tasks[task].hint}
      </span>
    </div>
  );
}

/** Servers of which someone has taken a model; a preset only says what one could run. */
function serversOf(entries: readonly ModelEntry[], { catalogue }: ModelDesk): Situation["servers"] {
  return entries.flatMap(({ id, source }) =>
    source.type === "server" && catalogue.isOwn(id) ? [{ baseUrl: source.baseUrl, models: [source.model] }] : [],
  );
}

/** An empty choice means: the same as the main one. */
export function choose(models: ModelDesk, task: ModelTask, id: string): void {
  models.settings.set((now) => {
    const others = Object.entries(now.choices).filter(([name]) => name !== task || task === "main");
    const choices = { ...Object.fromEntries(others), main: now.choices.main };
    return { ...now, choices: id === "" ? choices : { ...choices, [task]: id } };
  });
}

function describeMachine({ gpu, cores, memory, freeStorage }: Machine, words: ModelStrings): string {
  return [
    gpu.type === "gpu" ? `${gpu.name}${gpu.f16 ? "" : " (no f16)"}` : words.noGpu,
    words.cores(cores),
    ...(memory === undefined ? [] : [words.memory(memory)]),
    ...(freeStorage === undefined ? [] : [words.free(formatBytes(freeStorage))]),
  ].join(" · ");
}
