import { slimSession } from "@/lib/agent";
import { codeOf } from "@/lib/base";
import {
  conversationPath,
  findSecrets,
  findSessionSecrets,
  fromWorkspace,
  type EarlierFile,
  type FoundSecret,
  type SharedMoment,
  type SharedProject,
} from "@/lib/sharing";
import { compileGlobs, type Workspace } from "@/lib/workspace";

export interface ShareWishes {
  readonly name: string;
  readonly author: string;
  /** Patterns of what stays behind. */
  readonly ignore: readonly string[];
  /** The conversation as the agent exports it, when it goes along. */
  readonly session: string | undefined;
}

/** What would be shared, before anything is held back. */
export interface CollectedShare {
  readonly project: SharedProject;
  readonly secrets: readonly FoundSecret[];
}

/** Gathers what goes along: the files as they are, and with a conversation also what they were at its checkpoints. */
export async function collectShare(workspace: Workspace, wishes: ShareWishes): Promise<CollectedShare> {
  const leaveOut = compileGlobs(wishes.ignore);
  const project = {
    ...(await fromWorkspace(workspace, wishes.name, leaveOut)),
    ...(wishes.author.trim() !== "" && { author: wishes.author.trim() }),
  };
  if (wishes.session === undefined) return { project, secrets: findSecrets(project.files) };
  const { text, rename } = slimSession(wishes.session);
  const history = await earlierMoments(workspace, checkpointsIn(wishes.session), leaveOut);
  const told = history.map((moment) => ({ ...moment, checkpoint: rename(moment.checkpoint) }));
  return {
    project: { ...project, session: text, history: told },
    secrets: [...findSecrets(project.files), ...onlyThere(findSessionSecrets(text), findSecrets(project.files))],
  };
}

/** One question for one secret: what stands in a file too is asked about there. */
function onlyThere(said: readonly FoundSecret[], inFiles: readonly FoundSecret[]): readonly FoundSecret[] {
  const known = new Set(inFiles.map(({ hint }) => hint));
  return said.filter(({ path, hint }) => {
    if (path !== conversationPath || known.has(hint)) return false;
    known.add(hint);
    return true;
  });
}

/** The checkpoints that a session names, in the order in which they were made. */
function checkpointsIn(session: string): readonly string[] {
  const named = session
    .split("\n")
    .filter((line) => line.includes('"checkpoint"'))
    .map((line) => (JSON.parse(line) as { data?: { checkpoint?: unknown } }).data?.checkpoint);
  return [...new Set(named.filter((id) => typeof id === "string"))];
}

async function earlierMoments(
  workspace: Workspace,
  named: readonly string[],
  leaveOut: (path: string) => boolean,
): Promise<readonly SharedMoment[]> {
  const kept = new Set(workspace.history.checkpoints.get().map(({ id }) => id));
  const checkpoints = named.filter((id) => kept.has(id));
  const moments: SharedMoment[] = [];
  for (const [index, checkpoint] of checkpoints.entries()) {
    const differences = await workspace.history.diff(checkpoint, checkpoints[index + 1]);
    const files: EarlierFile[] = [];
    for (const { path, before } of differences) {
      if (leaveOut(path)) continue;
      files.push({ path, mode: await modeOf(workspace, path), content: before });
    }
    moments.push({ checkpoint, files });
  }
  return moments;
}

/** History doesn't tell differences of mode: the mode that a file has now stands for all. */
async function modeOf(workspace: Workspace, path: string): Promise<number> {
  try {
    return (await workspace.stat(path)).mode & 0o777;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0o644;
    throw error;
  }
}
