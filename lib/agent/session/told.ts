import { createStore, type Disposable } from "@/lib/base";
import type { Agent } from "../agent";
import { outputStyles } from "../context/output-styles.data";
import { tellsAgents } from "../project/project-context";
import type { InstructionsView } from "../view";
import type { Environment } from "./environment";

/** What is told to the agent before every conversation, kept as the project and the user change it. */
export interface Told extends Disposable {
  readonly forViews: Pick<Agent, "instructions" | "setInstructions" | "setOutputStyle">;
}

function viewOf({ options, project }: Environment): InstructionsView {
  const { memory, settings, styles } = project.get();
  const own = options.settings?.read() ?? {};
  const builtIn = Object.entries(outputStyles).map(([name, { description }]) => ({ name, description }));
  const brought = styles.map(({ name, fields }) => ({ name, description: fields.description ?? "" }));
  return {
    files: memory.map(({ path, text }) => ({ path, text })),
    own: own.memory ?? "",
    style: own.outputStyle ?? settings.outputStyle ?? "default",
    styles: [...builtIn.filter(({ name }) => !brought.some((other) => other.name === name)), ...brought],
    ...(settings.problem === undefined ? {} : { problem: settings.problem }),
  };
}

/** Reads the project again when a file changed that tells agents something; never twice at once. */
function followFiles(environment: Environment): Disposable {
  let reading = false;
  let again = false;
  const read = async () => {
    again = reading;
    if (reading) return;
    reading = true;
    try {
      await environment.refresh();
    } finally {
      reading = false;
    }
    if (again) await read();
  };
  return environment.options.workspace.onChange((changes) => {
    const imported = new Set(environment.project.get().memory.map(({ path }) => path));
    if (changes.some(({ path }) => tellsAgents(path) || imported.has(path))) void read();
  });
}

export function createTold(environment: Environment): Told {
  const instructions = createStore(viewOf(environment));
  const show = () => {
    instructions.set(viewOf(environment));
  };
  const files = followFiles(environment);
  const stop = environment.project.subscribe(show);
  const write = (change: { readonly memory?: string; readonly outputStyle?: string }) =>
    void environment.options.settings?.write(change).then(show);
  return {
    forViews: {
      instructions,
      setInstructions(text) {
        write({ memory: text });
      },
      setOutputStyle(name) {
        write({ outputStyle: name });
      },
    },
    dispose() {
      files.dispose();
      stop();
    },
  };
}
