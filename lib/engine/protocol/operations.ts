import { operations, type OperationName } from "./operations.data";

export const operationNames = Object.keys(operations) as readonly OperationName[];

/** The number of a system call on the wire. */
export const op = Object.fromEntries(operationNames.map((name, id) => [name, id])) as Readonly<
  Record<OperationName, number>
>;
