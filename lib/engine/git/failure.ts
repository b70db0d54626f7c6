/** A command that ends with a message and an exit code, as git's own do. */
export class GitFailure extends Error {
  constructor(
    message: string,
    readonly exitCode = 128,
  ) {
    super(message);
  }
}

export const fatal = (message: string): never => {
  throw new GitFailure(`fatal: ${message}`);
};

export const failed = (message: string, exitCode = 1): never => {
  throw new GitFailure(`error: ${message}`, exitCode);
};
