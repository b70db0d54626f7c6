/** Ways out of what runs, other than coming to its end. */

export class ExitShell extends Error {
  constructor(readonly status: number) {
    super("exit");
  }
}

export class ReturnFrom extends Error {
  constructor(readonly status: number) {
    super("return");
  }
}

export class LeaveLoop extends Error {
  constructor(
    readonly kind: "break" | "continue",
    public levels: number,
  ) {
    super(kind);
  }
}

/** A command can't be carried out; the message goes to standard error. */
export class ShellFailure extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/** Ends a shell that reads a script, as bash ends: nobody is there to go on. */
export class FatalFailure extends ShellFailure {
  constructor(
    message: string,
    /** What `sh -c` answers then. */
    readonly ofCommand = 1,
  ) {
    super(message);
  }
}

export class FatalExit extends ExitShell {
  constructor(readonly ofCommand: number) {
    super(1);
  }
}
