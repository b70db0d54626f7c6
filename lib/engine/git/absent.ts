const sentences: Readonly<Record<string, string>> = {
  archive: "archive isn't there in the tab: use `git ls-files | tar -czf name.tar.gz -T -`.",
  notes: "notes aren't there in the tab: write what is to be said into the commit's message, or into a tag's.",
  submodule: "submodules aren't there in the tab: clone the other repository into a folder of its own.",
  worktree: "worktrees aren't there in the tab: clone the repository into a folder beside it.",
};

/** What works in place of a command of git's that isn't there. */
export const insteadOf = (name: string): string | undefined =>
  Object.hasOwn(sentences, name) ? sentences[name] : undefined;
