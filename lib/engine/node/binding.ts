/** What `internalBinding(name)` answers. */
export type Binding = Record<string | symbol, unknown>;
