export { createMachine, type Program } from "./library";
export { Halt, type World } from "./world";
