import { afterEach } from "vitest";
import type { AgentModel } from "../model/model";
import type { AgentOptions } from "../options";
import { createDesk, type Desk, type DeskProject } from "./desk";
import { scriptModel, type ScriptedModel, type Step } from "./scripted-model";

/** A project for a test, which the room of tools makes. */
export interface PassingProject extends DeskProject {
  readonly dispose: () => Promise<void>;
}

export type MakeProject<P extends PassingProject> = (files: Record<string, string>) => Promise<P>;

export interface Place<P> extends Desk {
  readonly project: P;
  readonly model: ScriptedModel;
}

type MakePlace<P> = (
  steps: readonly Step[],
  files?: Record<string, string>,
  options?: Partial<AgentOptions>,
  more?: Partial<AgentModel>,
) => Promise<Place<P>>;

/** Makes projects with an agent whose model follows a script; each is gone after the test that made it. */
export function placesOfTests<P extends PassingProject>(makeProject: MakeProject<P>): MakePlace<P> {
  const open: Place<P>[] = [];
  afterEach(async () => {
    for (const { agent, project } of open.splice(0)) {
      await agent.dispose();
      await project.dispose();
    }
  });
  return async (steps, files = {}, options = {}, more = {}) => {
    const project = await makeProject(files);
    const model = scriptModel(steps, more);
    const made = { ...(await createDesk(project, model, options)), project, model };
    open.push(made);
    return made;
  };
}

/** All that the model was sent in one request. */
export const sent = (model: ScriptedModel, at: number): string => JSON.stringify(model.requests[at]?.prompt);
