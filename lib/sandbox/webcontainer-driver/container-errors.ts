import { Failure, messageOf } from "@/lib/base";

const posix = /\b(E[A-Z][A-Z0-9]{2,})\b/;

/** The client drops the `code` of an error, but its message still begins with one. */
export function withCode(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = messageOf(error);
  return new Failure(posix.exec(message)?.[1] ?? "EIO", message, { cause: error });
}

export async function coded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw withCode(error);
  }
}
