import { createStore, type Store } from "@/lib/base";
import { createRuleBook, readRules, type RuleBook } from "@/lib/permissions";
import { builtInTools, createToolFinder, smallModelTools, type Tool } from "@/lib/tools";
import { buildInstructions } from "../context/instructions";
import { outputStyles } from "../context/output-styles.data";
import { createHooks } from "../hooks/run-hooks";
import type { Hooks } from "../hooks/hooks";
import { estimateTokens } from "../model/usage";
import type { AgentModel } from "../model/model";
import type { AgentOptions } from "../options";
import { readProjectContext, type ProjectContext } from "../project/project-context";
import type { ContextView } from "../view";
import { keepRules } from "./save-rules";
import type { SpendCaps } from "./session";

/** Dollars; on from the start, so that no one is surprised. */
const usualCaps: SpendCaps = { turn: 2, session: 10 };

/** What all sessions of a project have in common. */
export interface Environment {
  readonly options: AgentOptions;
  readonly root: string;
  readonly rules: RuleBook;
  readonly hooks: Hooks;
  readonly caps: Store<SpendCaps>;
  readonly trusted: Store<boolean>;
  readonly project: Store<ProjectContext>;
  readonly refresh: () => Promise<void>;
  readonly dispose: () => void;
  readonly findModel: (id: string) => AgentModel | undefined;
  /** The one for errands, where one was chosen. */
  readonly smallModel: () => AgentModel | undefined;
  /** The one that looks at pictures for others, where one that can was chosen. */
  readonly visionModel: () => AgentModel | undefined;
  /** Every tool that may be called now. */
  readonly tools: () => readonly Tool[];
  readonly find: (name: string) => Tool | undefined;
  /** Those that a model is told of from the start. */
  readonly offered: (model: AgentModel, revealed: ReadonlySet<string>) => readonly Tool[];
  readonly instructions: (model: AgentModel, extra?: string) => string;
  readonly fixedTokens: (model: AgentModel | undefined) => ContextView["parts"];
}

const emptyProject: ProjectContext = {
  settings: { rules: {}, hooks: {}, outputStyle: undefined, problem: undefined },
  memory: [],
  skills: [],
  commands: [],
  styles: [],
  kinds: [],
};

function createRules(options: AgentOptions, trusted: Store<boolean>): RuleBook {
  const { rules } = readRules(options.settings?.read().rules ?? {}, "user");
  return createRuleBook({ rules, trusted: () => trusted.get() });
}

function styleText(project: ProjectContext, options: AgentOptions): string {
  const name = options.settings?.read().outputStyle ?? project.settings.outputStyle ?? "default";
  const own = project.styles.find((style) => style.name === name);
  if (own) return own.body;
  return Object.hasOwn(outputStyles, name) ? (outputStyles[name]?.text ?? "") : "";
}

type Toolbox = Pick<Environment, "tools" | "find" | "offered">;

function createToolbox(options: AgentOptions): Toolbox {
  const tools = () => {
    const withheld = new Set(options.withheld?.() ?? []);
    return [...builtInTools, ...(options.tools?.() ?? [])].filter(({ name }) => !withheld.has(name));
  };
  return {
    tools,
    find: (name) => createToolFinder(tools())(name),
    offered: (model, revealed) =>
      tools().filter(({ name, deferred }) =>
        model.small ? smallModelTools.includes(name) : !deferred || revealed.has(name),
      ),
  };
}

function createInstructions(
  options: AgentOptions,
  root: string,
  project: Store<ProjectContext>,
): Environment["instructions"] {
  return (model, extra = "") => {
    const { memory, skills } = project.get();
    return buildInstructions({
      root,
      small: model.small ?? false,
      style: styleText(project.get(), options),
      memory,
      userMemory: options.settings?.read().memory ?? "",
      skills: model.small ? [] : skills,
      extra: [options.instructions?.() ?? "", extra].filter(Boolean).join("\n\n"),
    });
  };
}

export function createEnvironment(options: AgentOptions): Environment {
  const root = options.root ?? "/home/project";
  const trusted = createStore(options.trusted ?? true);
  const project = createStore(emptyProject);
  const rules = createRules(options, trusted);
  const keeper = keepRules(options, rules);
  const toolbox = createToolbox(options);
  const instructions = createInstructions(options, root, project);
  const hookSettings = () => project.get().settings.hooks;
  const findModel = (id: string) => options.models().find((model) => model.id === id);
  return {
    options,
    root,
    rules,
    hooks: createHooks(hookSettings, () => trusted.get(), options.sandbox),
    caps: createStore<SpendCaps>(options.settings?.read().caps ?? usualCaps),
    trusted,
    project,
    async refresh() {
      const read = await readProjectContext(options.workspace, trusted.get());
      project.set(read);
      keeper.withoutSaving(() => {
        rules.replace("project", readRules(read.settings.rules, "project").rules);
      });
    },
    dispose: () => {
      keeper.dispose();
    },
    findModel,
    smallModel() {
      const id = options.smallModel?.();
      return id === undefined ? undefined : findModel(id);
    },
    visionModel() {
      const id = options.visionModel?.();
      const model = id === undefined ? undefined : findModel(id);
      return model?.sees ? model : undefined;
    },
    ...toolbox,
    instructions,
    fixedTokens(model) {
      if (!model) return [];
      const memory = estimateTokens(project.get().memory.map(({ text }) => text));
      const told = toolbox.offered(model, new Set()).map(({ schema, description }) => ({ schema, description }));
      return [
        { name: "instructions", tokens: Math.max(0, estimateTokens(instructions(model)) - memory) },
        { name: "memory", tokens: memory },
        { name: "tools", tokens: estimateTokens(told) },
      ];
    },
  };
}
