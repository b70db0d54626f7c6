/** A program that serves models on the user's own computer, and where it usually listens. */
export interface KnownServer {
  readonly name: string;
  readonly baseUrl: string;
}

export const knownServers: readonly KnownServer[] = [
  { name: "Ollama", baseUrl: "http://localhost:11434/v1" },
  { name: "LM Studio", baseUrl: "http://localhost:1234/v1" },
  { name: "vLLM", baseUrl: "http://localhost:8000/v1" },
  { name: "llama.cpp", baseUrl: "http://localhost:8080/v1" },
];
