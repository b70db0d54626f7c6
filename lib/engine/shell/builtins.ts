import { files } from "./builtins/files";
import { flow } from "./builtins/flow";
import { folders } from "./builtins/folders";
import { history } from "./builtins/history";
import { jobControl } from "./builtins/job-control";
import { limits } from "./builtins/limits";
import { output } from "./builtins/output";
import { variables } from "./builtins/variables";
import type { Builtin } from "./shell";

/** What the shell does itself, by name. */
export const builtins: Readonly<Record<string, Builtin>> = {
  ...files,
  ...flow,
  ...folders,
  ...history,
  ...jobControl,
  ...limits,
  ...output,
  ...variables,
};
