/** The error classes that Node's C++ throws; `code` is an own enumerable property, as Node sets it. */
type ErrorClass = new (message: string) => Error;

export interface CodedError extends Error {
  code: string;
}

/** An error as Node's C++ makes it: the class says what kind, `code` says which, the message is plain. */
export function codedError(ErrorType: ErrorClass, code: string, message: string): CodedError {
  return Object.assign(new ErrorType(message), { code });
}

export function outOfRange(message = "Index out of range"): CodedError {
  return codedError(RangeError, "ERR_OUT_OF_RANGE", message);
}

export function invalidArgument(message: string): CodedError {
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}
