/** Without what lies in a folder that is there too: the folder stands for all that is in it. */
export const outermost = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
