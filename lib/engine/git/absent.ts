const sentences: Readonly<Record<string, string>> = {
  submodule: "submodules aren't there in the tab: clone the other repository into a folder of its own.",
  worktree: "worktrees aren't there in the tab: clone the repository into a folder beside it.",
};

/** What works in place of a command of git's that isn't there. */
export const insteadOf = (name: string): string | undefined =>
  Object.hasOwn(sentences, name) ? sentences[name] : undefined;
