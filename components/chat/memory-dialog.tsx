"use client";

import { useId, useState } from "react";
import { useChat } from "../agent/chat-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useStore } from "../use-store";

interface MemoryDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What the agent is told before every conversation: the project's files, the user's own words, the style of answers. */
export function MemoryDialog({ open, onOpenChange }: MemoryDialogProps) {
  const { strings } = useChat();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.memory}
      description={strings.memoryText}
      className="max-w-lg"
    >
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
        <ProjectFiles
          onOpened={() => {
            onOpenChange(false);
          }}
        />
        {open && <OwnInstructions />}
        <StyleChoice />
      </div>
    </Dialog>
  );
}

function ProjectFiles({ onOpened }: { readonly onOpened: () => void }) {
  const { agent, host, strings } = useChat();
  const { files, problem } = useStore(agent.instructions);
  return (
    <section>
      <h3 className="mb-1 font-medium">{strings.memoryFiles}</h3>
      {problem !== undefined && (
        <p role="alert" className="text-small text-bad">
          {problem}
        </p>
      )}
      {files.length === 0 && <p className="text-small text-ink-muted">{strings.noMemoryFiles}</p>}
      <ul className="flex flex-col gap-0.5">
        {files.map(({ path, text }) => (
          <li key={path} className="flex items-center gap-3 text-small">
            <button
              type="button"
              className="min-w-0 truncate rounded-[4px] font-mono hover:underline coarse:min-h-10"
              onClick={() => {
                onOpened();
                host.openFile(path);
              }}
            >
              {path}
            </button>
            <span className="ml-auto shrink-0 text-ink-faint">{strings.linesOf(text.split("\n").length)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OwnInstructions() {
  const { agent, strings } = useChat();
  const { own } = useStore(agent.instructions);
  const [text, setText] = useState(own);
  const id = useId();
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        agent.setInstructions(text);
      }}
    >
      <label htmlFor={id} className="font-medium">
        {strings.ownInstructions}
      </label>
      <textarea
        id={id}
        rows={4}
        value={text}
        placeholder={strings.ownInstructionsHint}
        className="w-full resize-y rounded-control border border-control bg-surface px-2 py-1.5 text-small placeholder:text-ink-faint coarse:text-base"
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Button type="submit" className="self-end" disabled={text === own}>
        {strings.save}
      </Button>
    </form>
  );
}

function StyleChoice() {
  const { agent, strings } = useChat();
  const { style, styles } = useStore(agent.instructions);
  const id = useId();
  const known = styles.some(({ name }) => name === style);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {strings.outputStyle}
      </label>
      <select
        id={id}
        className="h-8 rounded-control border border-control bg-surface px-1.5 coarse:h-10"
        value={style}
        onChange={(event) => {
          agent.setOutputStyle(event.target.value);
        }}
      >
        {!known && <option value={style}>{style}</option>}
        {styles.map(({ name, description }) => (
          <option key={name} value={name}>
            {strings.styles[name] ?? (description === "" ? name : `${name}: ${description}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
