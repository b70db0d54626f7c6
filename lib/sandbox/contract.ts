import { fileCases } from "./contract/file-cases";
import { nodeCases } from "./contract/node-cases";
import { portCases } from "./contract/port-cases";
import { processCases } from "./contract/process-cases";
import { treeCases } from "./contract/tree-cases";
import type { ContractCase } from "./contract/contract-case";

export type { ContractCase, Place } from "./contract/contract-case";

/**
 * What every driver promises, as functions over a booted sandbox. It runs in a browser, once for each driver: see
 * `e2e/sandbox-contract.spec.ts`. A case fails by throwing.
 */
export const contract: readonly ContractCase[] = [
  ...fileCases,
  ...treeCases,
  ...processCases,
  ...nodeCases,
  ...portCases,
];
